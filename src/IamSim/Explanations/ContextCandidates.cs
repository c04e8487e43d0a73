using System.Globalization;
using IamSim.Compilation;
using IamSim.Conditions;
using IamSim.Conditions.Operators;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Matching;
using IamSim.Policies;
using IamSim.Services;

namespace IamSim.Explanations;

/// <summary>Finds a value of a context key under which a condition holds, or does not. The condition itself says which one does.</summary>
internal static class ContextCandidates
{
    private const string Example = "example";

    // Addresses that are set aside for documentation, one of which lies outside any one range.
    private static readonly string[] Addresses = ["203.0.113.1", "198.51.100.1", "192.0.2.1", "2001:db8::1"];

    /// <summary>A change of the condition's key alone; <c>null</c> when none is found, or when the key is no matter of the request.</summary>
    public static ContextKeyChange? Find(Condition condition, bool wanted, CompiledPolicySet set, AccessRequest request, CheckExplanation check)
    {
        if (!MayChange(condition.Key))
        {
            return null;
        }

        ContextValue previous = ValueOf(condition.Key, set, request, check);
        if (!previous.IsAbsent && FollowsFromFacts(condition.Key, request))
        {
            return null;
        }

        foreach (Candidate candidate in Candidates(condition, previous, set, request, check))
        {
            ContextValue value = candidate.Value;
            if (value != previous && With(set, request with { Context = request.Context.With(condition.Key.Name, value) }, check, condition.Holds) == wanted)
            {
                return new ContextKeyChange(condition.Key.Name, value, previous, candidate.IsExample)
                {
                    Pattern = wanted != condition.Operator.IsNegated ? candidate.Pattern : null,
                    Test = candidate.IsBounded ? (wanted, $"{condition.Source.Operator.Operator.Text} {string.Join(" or ", condition.Source.Key.Values)}") : null,
                };
            }
        }

        return null;
    }

    /// <summary>Who the caller is and whose the resource is are not values that a request could carry differently.</summary>
    public static bool MayChange(ContextKey key) =>
        ContextKeyOrigins.Of(key.Global) is not (ContextKeyOrigin.Principal or ContextKeyOrigin.ResourceOwner or ContextKeyOrigin.AccessPoint or ContextKeyOrigin.CalledVia);

    // An organization that is known, and tags that are passed, fix the keys that follow from them.
    private static bool FollowsFromFacts(ContextKey key, AccessRequest request) =>
        !request.Context.TryGetValue(key, out _)
        && (ContextKeyOrigins.Of(key.Global) == ContextKeyOrigin.Organization || key.Global == GlobalKey.TagKeys);

    public static ContextValue ValueOf(ContextKey key, CompiledPolicySet set, AccessRequest request, CheckExplanation check) =>
        With(set, request, check, context => context.TryGet(key, out ContextView view) ? view.ToValue() : ContextValue.Absent);

    /// <summary>Works something out in the context that a request would have.</summary>
    public static T With<T>(CompiledPolicySet set, AccessRequest request, CheckExplanation check, Func<EvaluationContext, T> work)
    {
        EvaluationContext context = EvaluationContext.Rent(set, request, set.Actions.Get(request.Action).Traits, check.Scope.Evaluation.Clock);
        context.Select(check.Scope.Check.Resource, check.Owner);
        T result = work(context);
        context.Return();
        return result;
    }

    private static IEnumerable<Candidate> Candidates(Condition condition, ContextValue previous, CompiledPolicySet set, AccessRequest request, CheckExplanation check)
    {
        string[] operands = With(set, request, check, context => condition.Source.Key.Values
            .Select(value => VariableExpansion.Of(value.Text, condition.Source.ReplacesVariables, context))
            .Where(static expansion => expansion.Unresolved is null)
            .Select(static expansion => expansion.Text).ToArray());
        Candidate[] texts = [.. operands.SelectMany(operand => Texts(condition, operand)), .. Others(condition)];
        Candidate[] lists = [.. texts.Select(static text => text with { Value = ContextValue.Create([text.Value.ToString()]) })];
        Candidate absent = new(ContextValue.Absent, IsExample: false, null);
        return MayBeList(condition, previous) switch
        {
            true => [.. lists, absent],
            false => [.. texts, absent],
            null => [.. lists, .. texts, absent],
        };
    }

    // Whether a key has one value or a list is a matter of the key, not of the request (COND-10); null where nobody knows.
    private static bool? MayBeList(Condition condition, ContextValue previous) =>
        !previous.IsAbsent ? previous.IsMultivalued
        : GlobalKeys.IsMultivalued(condition.Key.Name) ? true
        : GlobalKeys.IsKnown(condition.Key.Name) || condition.Set == SetOperator.None ? false
        : null;

    /// <summary>Values made from one value of the policy.</summary>
    private static IEnumerable<Candidate> Texts(Condition condition, string operand)
    {
        switch (condition.Operator.Operator)
        {
            case NumericOperator when decimal.TryParse(operand, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number):
                return [Exact(operand), Bounded((number - 1).ToString(CultureInfo.InvariantCulture)), Bounded((number + 1).ToString(CultureInfo.InvariantCulture))];
            case DateOperator when Instant.TryParse(operand, out Instant instant) && instant.Seconds is > -62_135_596_800 + 1 and < 253_402_300_799 - 1:
                return [Exact(operand), Bounded(Text(instant.Seconds - 1)), Bounded(Text(instant.Seconds + 1))];
            case IpAddressOperator when operand.Split('/') is [{ } address, _]:
                return [new Candidate(address, IsExample: true, operand)];
            case NullOperator:
                return [];
            case { HasWildcards: true } when operand.AsSpan().ContainsAny('*', '?'):
                return [new Candidate(Fill(operand), IsExample: true, operand)];
            default:
                return [Exact(operand)];
        }
    }

    /// <summary>Values that have nothing to do with the policy's.</summary>
    private static IEnumerable<Candidate> Others(Condition condition) => condition.Operator.Operator switch
    {
        BoolOperator => [Exact("true"), Exact("false")],
        NumericOperator => [Made("0")],
        IpAddressOperator => Addresses.Select(Made),
        ArnLikeOperator => [Made("arn:aws:example:us-east-1:111122223333:example")],
        BinaryEqualsOperator => [Made("ZXhhbXBsZQ==")],
        _ => [Made(Example), Made(Example + "-2")],
    };

    /// <summary>A text that a pattern covers: a star that stands for an account is filled with one, any other with a word.</summary>
    public static string Fill(string pattern)
    {
        string[] parts = pattern.Split(':');
        for (int i = 0; i < parts.Length; i++)
        {
            string filling = parts[0] == "arn" && i == 4 ? "111122223333" : Example;
            parts[i] = parts[i].Replace("*", filling, StringComparison.Ordinal).Replace('?', 'x');
        }

        return string.Join(':', parts);
    }

    /// <summary>A time as conditions write it.</summary>
    public static string Text(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static Candidate Exact(string text) => new(text, IsExample: false, null);

    private static Candidate Made(string text) => new(text, IsExample: true, null);

    private static Candidate Bounded(string text) => new(text, IsExample: true, null) { IsBounded = true };

    private readonly record struct Candidate(ContextValue Value, bool IsExample, string? Pattern)
    {
        /// <summary>Whether it lies on one side of a number or date of the policy.</summary>
        public bool IsBounded { get; init; }
    }
}
