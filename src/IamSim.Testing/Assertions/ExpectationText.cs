using System.Collections.Immutable;
using System.Globalization;
using IamSim.Environments;
using IamSim.Identifiers;

namespace IamSim.Testing;

/// <summary>Puts what is expected into a sentence, to which what was found can be added.</summary>
internal static class ExpectationText
{
    /// <summary>The sentence of a case.</summary>
    public static string Write(PolicyTestCase one)
    {
        string sentence = Write(one.Principal, one.Expected, one.Action.Text, [one.Resource], one.Conditions);
        string place = one.Place.ToString();
        return one.TestName is null ? sentence : place.Length == 0 ? $"{one.TestName}: {sentence}" : $"{place}: {one.TestName}: {sentence}";
    }

    /// <summary>The sentence.</summary>
    public static string Write(Principal principal, ExpectedDecision expected, string actions, ImmutableArray<string> resources, AccessConditions stated)
    {
        string verb = expected switch
        {
            ExpectedDecision.Allow => "be allowed",
            ExpectedDecision.ExplicitDeny => "be explicitly denied",
            ExpectedDecision.ImplicitDeny => "be implicitly denied",
            _ => "not be allowed",
        };
        string where = resources.IsEmpty ? "" : $" on {string.Join(", ", resources)}";
        return $"{principal} should {verb} {actions}{where}{Circumstances(stated)}";
    }

    private static string Circumstances(AccessConditions stated)
    {
        IEnumerable<string> parts = stated.Context.OrderBy(static pair => pair.Key, StringComparer.Ordinal).Select(static pair => $"{pair.Key} is {pair.Value}")
            .Concat(stated.RequestTags.OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => $"the request has the tag {tag.Key}={tag.Value}"))
            .Concat(stated.SessionTags.OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => $"the session has the tag {tag.Key}={tag.Value}"))
            .Concat(stated.VpcEndpoint is { } endpoint ? [$"it passes {endpoint.Id}"] : [])
            .Concat(stated.Time is { } time ? [$"it is {time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}"] : []);
        string all = string.Join(" and ", parts);
        return all.Length == 0 ? "" : $" when {all}";
    }
}
