using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Evaluation;

/// <summary>Step 2 of the procedure: what one layer says of one check.</summary>
internal static class LayerEvaluator
{
    public static LayerTally Tally<TObserver>(PolicyLayer layer, in AuthorizationCheck check, EvaluationContext context, ref TObserver observer)
        where TObserver : struct, IEvaluationObserver
    {
        var tally = new LayerTally { Verdict = LayerVerdict.Absent, SilentLevel = -1 };
        CompiledLayer? compiled = check[layer.Kind];
        if (compiled is null)
        {
            return tally;
        }

        tally.Exemption = layer.Exemption(in check);
        if (tally.Exemption != LayerExemption.None)
        {
            tally.Verdict = LayerVerdict.Exempt;
            return tally;
        }

        // A kind that is present without a single level allows nothing.
        tally.Verdict = compiled.Levels.Length == 0 ? LayerVerdict.Silent : LayerVerdict.Allow;
        for (int level = 0; level < compiled.Levels.Length; level++)
        {
            bool allowed = TallyLevel(layer, level, compiled.Levels[level], in check, context, ref tally, ref observer);
            if (tally.Verdict == LayerVerdict.Deny && !TObserver.SeesEverything)
            {
                return tally;
            }

            if (!allowed && tally.Verdict != LayerVerdict.Deny)
            {
                tally.Verdict = LayerVerdict.Silent;
                tally.SilentLevel = tally.SilentLevel < 0 ? level : tally.SilentLevel;
            }
        }

        tally.Statement = tally.Verdict == LayerVerdict.Silent ? null : tally.Statement;
        return tally;
    }

    /// <summary>Counts the statements of one level. Returns whether one of them allows.</summary>
    private static bool TallyLevel<TObserver>(PolicyLayer layer, int level, CompiledPolicy[] policies, in AuthorizationCheck check, EvaluationContext context, ref LayerTally tally, ref TObserver observer)
        where TObserver : struct, IEvaluationObserver
    {
        bool allowed = false;
        bool allowsCount = AllowsCount(layer, in check);
        foreach (CompiledPolicy policy in policies)
        {
            foreach (CompiledStatement statement in policy.Statements)
            {
                // Unknown, a test counts against the request.
                context.AssumesUnknown = statement.Effect == PolicyEffect.Deny;
                StatementOutcome outcome = Test(statement, in check, context, out GrantClass grant);
                observer.OnStatement(layer, level, policy, statement, outcome);
                if (outcome != StatementOutcome.Matched)
                {
                    continue;
                }

                if (statement.Effect == PolicyEffect.Deny)
                {
                    tally.Deny(statement);
                    if (!TObserver.SeesEverything)
                    {
                        return allowed;
                    }
                }
                else if (allowsCount)
                {
                    allowed = true;
                    tally.Allow(statement, grant);
                }
            }
        }

        return allowed;
    }

    // S3-2: with access control lists on, a bucket policy grants nothing on objects of other accounts; its Deny still counts.
    public static bool AllowsCount(PolicyLayer layer, in AuthorizationCheck check) =>
        layer.Kind != PolicyKind.Resource || !check.HasForeignObject;

    /// <summary>Tests a statement. What depends on an unknown key counts as the context assumes.</summary>
    public static StatementOutcome Test(CompiledStatement statement, in AuthorizationCheck check, EvaluationContext context, out GrantClass grant)
    {
        grant = GrantClass.Direct;
        if (!statement.MatchesAction(check.Request.FoldedAction))
        {
            return StatementOutcome.ActionDiffers;
        }

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
}
