using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Evaluation;

/// <summary>
/// Step 2 of the procedure: what one layer says of one check. Unwatched, only the statements that the index leads to are looked at, and no
/// more of them than the answer needs; watched, all are.
/// </summary>
internal static class LayerEvaluator
{
    /// <summary>Tallies a layer that the policy set has.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="slice">Its statements that cover the action.</param>
    /// <param name="check">The check.</param>
    /// <param name="context">The values of context keys.</param>
    /// <param name="observer">Who watches.</param>
    public static LayerTally Tally<TObserver>(PolicyLayer layer, LayerSlice slice, in AuthorizationCheck check, EvaluationContext context, ref TObserver observer)
        where TObserver : struct, IEvaluationObserver
    {
        LayerExemption exemption = layer.Exemption(in check);
        if (exemption != LayerExemption.None)
        {
            return new LayerTally(LayerVerdict.Exempt) { Exemption = exemption };
        }

        // A kind that is present without a single level allows nothing.
        var tally = new LayerTally(slice.Levels.Length == 0 ? LayerVerdict.Silent : LayerVerdict.Allow);
        if (TObserver.SeesEverything)
        {
            TallyEverything(layer, in check, context, ref tally, ref observer);
        }
        else
        {
            TallySlice(layer, slice, in check, context, ref tally);
        }

        tally.Statement = tally.Verdict == LayerVerdict.Silent ? null : tally.Statement;
        return tally;
    }

    // S3-2: with access control lists on, a bucket policy grants nothing on objects of other accounts; its Deny still counts.
    public static bool AllowsCount(PolicyLayer layer, in AuthorizationCheck check) =>
        layer.Kind != PolicyKind.Resource || !check.HasForeignObject;

    /// <summary>Tests a statement. What depends on an unknown key counts as the context assumes.</summary>
    public static StatementOutcome Test(CompiledStatement statement, in AuthorizationCheck check, EvaluationContext context, out GrantClass grant)
    {
        grant = GrantClass.Direct;
        return statement.MatchesAction(check.Action.Identity.Folded) ? TestBeyondAction(statement, in check, context, out grant) : StatementOutcome.ActionDiffers;
    }

    /// <summary>Tests a statement that covers the action.</summary>
    private static StatementOutcome TestBeyondAction(CompiledStatement statement, in AuthorizationCheck check, EvaluationContext context, out GrantClass grant)
    {
        grant = GrantClass.Direct;
        if (!statement.MatchesResource(check.ResourceText, context))
        {
            return StatementOutcome.ResourceDiffers;
        }

        if (statement.Principals is not null)
        {
            grant = check.Reaches(statement);
            if (grant == GrantClass.None)
            {
                return StatementOutcome.PrincipalDiffers;
            }
        }

        if (!statement.MatchesConditions(context))
        {
            return StatementOutcome.ConditionFails;
        }

        return statement.HasUnknownTest && statement.Effect == PolicyEffect.Allow ? StatementOutcome.NotUnderstood : StatementOutcome.Matched;
    }

    private static void TallySlice(PolicyLayer layer, LayerSlice slice, in AuthorizationCheck check, EvaluationContext context, ref LayerTally tally)
    {
        bool allowsCount = AllowsCount(layer, in check);
        if (slice.Constant is { } constant && (allowsCount || constant.Verdict != LayerVerdict.Allow))
        {
            (tally.Verdict, tally.Statement, tally.Grant) = (constant.Verdict, constant.Statement, GrantClass.Direct);
            return;
        }

        foreach (LevelSlice level in slice.Levels)
        {
            if (Denies(level.Denies, in check, context) is { } deny)
            {
                tally.Deny(deny);
                return;
            }

            // A layer that one level keeps from allowing is looked through for a Deny only.
            if (tally.Verdict == LayerVerdict.Allow && !(allowsCount && Allows(level, in check, context, ref tally)))
            {
                tally.Verdict = LayerVerdict.Silent;
            }
        }
    }

    private static CompiledStatement? Denies(CompiledStatement[] statements, in AuthorizationCheck check, EvaluationContext context)
    {
        // Unknown, a test counts against the request.
        context.AssumesUnknown = true;
        foreach (CompiledStatement statement in statements)
        {
            if (TestBeyondAction(statement, in check, context, out _) == StatementOutcome.Matched)
            {
                return statement;
            }
        }

        return null;
    }

    /// <summary>Whether one statement of a level allows. The one that reaches the caller best is named, and nothing reaches further than directly.</summary>
    private static bool Allows(in LevelSlice level, in AuthorizationCheck check, EvaluationContext context, ref LayerTally tally)
    {
        if (level.AlwaysAllows)
        {
            tally.Allow(level.Allows[0], GrantClass.Direct);
            return true;
        }

        bool allowed = false;
        context.AssumesUnknown = false;
        foreach (CompiledStatement statement in level.Allows)
        {
            if (TestBeyondAction(statement, in check, context, out GrantClass grant) == StatementOutcome.Matched)
            {
                allowed = true;
                tally.Allow(statement, grant);
                if (grant == GrantClass.Direct)
                {
                    break;
                }
            }
        }

        return allowed;
    }

    /// <summary>Looks at every statement, also at those that cannot change the answer.</summary>
    private static void TallyEverything<TObserver>(PolicyLayer layer, in AuthorizationCheck check, EvaluationContext context, ref LayerTally tally, ref TObserver observer)
        where TObserver : struct, IEvaluationObserver
    {
        CompiledPolicy[][] levels = check[layer.Kind]!.Levels;
        bool allowsCount = AllowsCount(layer, in check);
        for (int level = 0; level < levels.Length; level++)
        {
            bool allowed = false;
            foreach (CompiledPolicy policy in levels[level])
            {
                foreach (CompiledStatement statement in policy.Statements)
                {
                    context.AssumesUnknown = statement.Effect == PolicyEffect.Deny;
                    StatementOutcome outcome = Test(statement, in check, context, out GrantClass grant);
                    observer.OnStatement(layer, level, policy, statement, outcome);
                    if (outcome == StatementOutcome.Matched)
                    {
                        allowed |= Count(statement, grant, allowsCount, ref tally);
                    }
                }
            }

            if (!allowed && tally.Verdict != LayerVerdict.Deny)
            {
                tally.Verdict = LayerVerdict.Silent;
            }
        }
    }

    /// <summary>Counts a statement that matches. Returns whether it allows.</summary>
    private static bool Count(CompiledStatement statement, GrantClass grant, bool allowsCount, ref LayerTally tally)
    {
        if (statement.Effect == PolicyEffect.Deny)
        {
            tally.Deny(statement);
            return false;
        }

        if (allowsCount)
        {
            tally.Allow(statement, grant);
        }

        return allowsCount;
    }
}
