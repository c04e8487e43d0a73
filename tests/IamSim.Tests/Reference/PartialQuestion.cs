using System.Collections.Immutable;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <summary>A question of which some keys are unknown, and ways to fill them in.</summary>
internal sealed record PartialQuestion(Question Question, UnknownContextKeys Unknown, ImmutableArray<string> Keys, ImmutableDictionary<string, ImmutableArray<string>> Texts)
{
    public const string EncryptionContext = "kms:EncryptionContext:";

    // What nobody mentions: a text, and members of the families.
    private static readonly string[] Strangers = ["zzz", "aws:RequestTag/zzz", EncryptionContext + "zzz"];

    private static readonly string[] ResourceKeys = ["aws:ResourceTag/", "aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths", "s3:DataAccessPointArn", "s3:DataAccessPointAccount"];

    /// <summary>A question with some keys unknown: those it leaves open, or a few, or families.</summary>
    public static PartialQuestion Make(Dice dice, Question question)
    {
        ImmutableArray<string> used = [.. UsedKeys(question).Order(StringComparer.Ordinal).Distinct(StringComparer.OrdinalIgnoreCase)];
        int mode = dice.Below(10);
        string[] named = mode switch
        {
            < 3 => [],
            // What a list of tags follows from.
            3 when used.Contains("aws:TagKeys", StringComparer.OrdinalIgnoreCase) => [dice.Word("aws:RequestTag/* aws:RequestTag/team")],
            < 8 => [.. used.Where(_ => dice.Chance(45))],
            8 => [dice.Word("aws:PrincipalTag/* aws:RequestTag/* aws:Resource* kms:EncryptionContext:* s3:* aws:CalledVia aws:Principal*"), .. used.Where(_ => dice.Chance(20))],
            _ => ["*"],
        };
        bool unstated = mode < 3;
        UnknownContextKeys unknown = new(named);
        return new PartialQuestion(
            question,
            unstated ? unknown.WithUnstated() : unknown,
            [.. used.Concat(Strangers).Where(key => key.Contains(':', StringComparison.Ordinal) && (unknown.Contains(key) || (unstated && IsLeftOpen(question, key))))],
            Values(question, used));
    }

    /// <summary>The question with a random value for every unknown key, but for those that are given.</summary>
    public Question Fill(Dice dice, ImmutableDictionary<string, ContextValue>? given = null)
    {
        RequestContext context = Question.Request.Context;
        foreach (string key in Keys.Where(key => given is null || !given.ContainsKey(key)))
        {
            context = context.With(key, Value(dice, key));
        }

        foreach ((string key, ContextValue value) in given ?? ImmutableDictionary<string, ContextValue>.Empty)
        {
            context = context.With(key, value);
        }

        return Question with { Request = Question.Request with { Context = context } };
    }

    public ContextValue Value(Dice dice, string key)
    {
        // Values of the policies most of the time; also those of other keys, since variables and negations make anything fit.
        string Text() => dice.Below(10) switch
        {
            < 6 when Texts.TryGetValue(key, out ImmutableArray<string> own) && !own.IsEmpty => dice.Pick(own),
            < 8 => dice.Pick(Texts[""]),
            8 => dice.Pick("", "true", "false", "FALSE"),
            _ => "zzz",
        };
        if (EndsOf(key) is var (beginning, between, ending))
        {
            string text = Text();
            bool fits = text.Length > beginning.Length + ending.Length && text.StartsWith(beginning, StringComparison.Ordinal) && text.EndsWith(ending, StringComparison.Ordinal)
                && text[beginning.Length..^ending.Length].Contains(between, StringComparison.Ordinal);
            return fits ? text : beginning + dice.Pick("alice", "x", text.Length > 0 ? text : "y") + (between.Length > 0 ? between + dice.Pick("alice", "z") : "") + ending;
        }

        return dice.Below(10) switch
        {
            < 2 => ContextValue.Absent,
            < 8 => Text(),
            _ => ContextValue.FromList([.. dice.Some(0, 2, Text)]),
        };
    }

    // CTX-3: of a key that is left open, and not said to be unknown, it may follow that it is there, how it begins and ends, and what stands between.
    private (string Beginning, string Between, string Ending)? EndsOf(string key)
    {
        Principal caller = Question.Request.Principal;
        return !key.Equals("aws:userid", StringComparison.OrdinalIgnoreCase) || Unknown.Contains(key) ? null : caller.Kind switch
        {
            PrincipalKind.User => ("AIDA", "", ""),
            PrincipalKind.Role => caller.UniqueId is null ? ("AROA", ":", "") : ($"{caller.UniqueId}:", "", ""),
            PrincipalKind.RoleSession => ("AROA", "", $":{caller.SessionName}"),
            _ => null,
        };
    }

    private static IEnumerable<string> UsedKeys(Question question) =>
        Simulator.Compile(question.Set, question.Options).ContextKeys
            .Concat(question.Request.Context.Select(static pair => pair.Key))
            .Concat(question.Request.Resources.SelectMany(static resource => resource.KmsGrants)
                .SelectMany(static grant => (grant.EncryptionContextSubset?.Keys ?? []).Concat(grant.EncryptionContextEquals?.Keys ?? [])).Select(static key => EncryptionContext + key));

    private static ImmutableDictionary<string, ImmutableArray<string>> Values(Question question, ImmutableArray<string> used)
    {
        ILookup<string, string> written = question.Documents().SelectMany(static pair => pair.Document.Statements)
            .SelectMany(static statement => statement.Condition?.Operators ?? []).SelectMany(static op => op.Keys)
            .SelectMany(static key => key.Values.Select(value => (Key: key.Key.Text, value.Text)))
            .ToLookup(static pair => pair.Key, static pair => pair.Text, StringComparer.OrdinalIgnoreCase);
        ImmutableArray<string> pieces = [.. question.Request.Resources.SelectMany(static resource => resource.Arn.Split('/', ':')).Where(static piece => piece.Length > 0), "alice", "red", "*", "a:b", "team"];
        ImmutableDictionary<string, ImmutableArray<string>> texts = ImmutableDictionary.Create<string, ImmutableArray<string>>(StringComparer.OrdinalIgnoreCase).Add("", pieces);
        foreach (string key in used)
        {
            IEnumerable<string> pairs = question.Request.Resources.SelectMany(static resource => resource.KmsGrants)
                .SelectMany(static grant => (grant.EncryptionContextSubset ?? ImmutableDictionary<string, string>.Empty).Concat(grant.EncryptionContextEquals ?? ImmutableDictionary<string, string>.Empty))
                .Where(pair => key.Equals(EncryptionContext + pair.Key, StringComparison.OrdinalIgnoreCase)).Select(static pair => pair.Value);
            texts = texts.SetItem(key, [.. written[key].SelectMany(Near), .. pairs, .. question.Request.Resources.SelectMany(resource => ReferenceEvaluator.ValueOf(question, resource, key)).Take(3)]);
        }

        return texts;
    }

    // A value that stands in a policy, and one that a pattern or a range covers.
    private static string[] Near(string written) => written.Contains("${", StringComparison.Ordinal)
        ? [written, "alice", "red"]
        : [written, written.Replace("*", "x", StringComparison.Ordinal).Replace('?', 'l').Split('/')[0]];

    /// <summary>Whether a request leaves a key open: it neither states nor implies it, and the key could be there.</summary>
    private static bool IsLeftOpen(Question question, string key)
    {
        AccessRequest request = question.Request;
        Principal caller = request.Principal;
        string lower = key.ToUpperInvariant();
        bool Is(params string[] names) => names.Contains(lower, StringComparer.OrdinalIgnoreCase);
        bool Starts(string prefix) => lower.StartsWith(prefix, StringComparison.OrdinalIgnoreCase);
        if (request.Context.TryGetValue(key, out _))
        {
            return false;
        }

        // CTX-8: with the chain unknown, what follows from it is.
        if (Is("aws:CalledViaFirst", "aws:CalledViaLast", "aws:ViaAWSService"))
        {
            return !request.Context.TryGetValue("aws:CalledVia", out _);
        }

        // CTX-4: a request that passes tags passes these tags.
        if (Is("aws:TagKeys") || Starts("aws:RequestTag/"))
        {
            return request.RequestTags.IsEmpty;
        }

        // For several resources a key stated for one would hide what follows for another.
        bool isDerived = request.Resources.Any(resource => !ReferenceEvaluator.ValueOf(question, resource, key).IsAbsent);
        bool isForResource = ResourceKeys.Any(Starts);
        bool isPerson = caller.Kind is PrincipalKind.User or PrincipalKind.Role or PrincipalKind.RoleSession;
        bool cannotBe = Is("aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:PrincipalIsAWSService", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList", "aws:username")
            || (Is("aws:userid") && !isPerson)
            || (Is("aws:FederatedProvider") && caller.Kind is not (PrincipalKind.Role or PrincipalKind.RoleSession))
            || ((Starts("aws:PrincipalTag/") || Is("aws:PrincipalOrgID", "aws:PrincipalOrgPaths")) && caller.AccountId.Length == 0)
            || (Is("aws:SourceArn", "aws:SourceAccount") && caller.Kind != PrincipalKind.Service)
            || (Is("aws:ResourceAccount", "aws:ResourceOrgID", "aws:ResourceOrgPaths") && request.Action.Text.Split(':')[0].ToUpperInvariant() is "EBS" or "EVENTS")
            || Starts("s3:DataAccessPoint");
        return !isDerived && !cannotBe && !(isForResource && request.Resources.Length > 1);
    }
}
