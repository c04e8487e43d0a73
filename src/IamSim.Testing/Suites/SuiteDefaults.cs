using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Scenarios;

namespace IamSim.Testing.Suites;

/// <summary>What tests have that do not say otherwise.</summary>
/// <param name="HasPrincipal">Whether a principal is stated, be it one that was not found.</param>
/// <param name="Principals">Who asks.</param>
/// <param name="Context">What is stated of requests.</param>
/// <param name="Tags">The tags of every test.</param>
internal sealed record SuiteDefaults(bool HasPrincipal, ImmutableArray<Principal> Principals, StatedContext Context, ImmutableArray<string> Tags)
{
    public static readonly SuiteDefaults None = new(false, [], StatedContext.None, []);

    public static SuiteDefaults Read(MemberReader suite, SuiteContexts contexts, EnvironmentNames? names, bool hasSubject, DiagnosticBag findings)
    {
        if (suite.Optional("defaults") is not { } node)
        {
            return None;
        }

        MemberReader members = suite.Nested(node, "'defaults'");
        var texts = new TestTexts(ImmutableSortedDictionary<string, string>.Empty, findings);
        JsonNode? principal = members.Optional("principal");
        var defaults = new SuiteDefaults(
            principal is not null,
            principal is { } caller && hasSubject ? PrincipalTexts.Read(members, caller, texts, names, findings) : [],
            members.Optional("context") is { } context ? contexts.Resolve(context, texts, findings) : StatedContext.None,
            members.Optional("tags") is { } tags ? [.. ReadTags(members, tags, texts)] : []);
        members.RefuseOthers();
        return defaults;
    }

    /// <summary>One tag or a list.</summary>
    public static List<string> ReadTags(MemberReader members, JsonNode node, TestTexts texts)
    {
        var tags = new List<string>();
        foreach (JsonNode tag in node.Kind == JsonKind.String ? [node] : members.Array(node, "tags"))
        {
            if (members.Text(tag, "tags") is { } text)
            {
                tags.Add(texts.Fill(text, tag));
            }
        }

        return tags;
    }
}
