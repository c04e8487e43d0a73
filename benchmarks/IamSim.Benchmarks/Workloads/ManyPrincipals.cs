using System.Text.Json.Nodes;

namespace IamSim.Benchmarks.Workloads;

/// <summary>W4: 200 principals with three to six of 794 documents each; 500 actions on 10 resources of everybody make a million requests.</summary>
/// <param name="Documents">The texts of the documents.</param>
/// <param name="Principals">The callers' ARNs.</param>
/// <param name="Attached">The documents of each caller, as places in <paramref name="Documents"/>.</param>
/// <param name="Actions">What everybody is asked for.</param>
/// <param name="Resources">What everybody is asked about.</param>
internal sealed record ManyPrincipals(string[] Documents, string[] Principals, int[][] Attached, string[] Actions, string[] Resources)
{
    public const int PrincipalCount = 200;
    public const int DocumentCount = 794;
    public const int ActionCount = 500;
    public const int ResourceCount = 10;
    public const int Requests = PrincipalCount * ActionCount * ResourceCount;

    /// <summary>A context for every request, and the tags of every caller.</summary>
    public static Question Shared { get; } = GeneratedConditions.Apply(new Question("", "", null), 4);

    public static ManyPrincipals Named(string name) => RealPolicies.IsReal(name) ? Create(RealPolicies.Texts(DocumentCount)) : Create();

    public static ManyPrincipals Create() => Create([.. GeneratedDocuments.Create().Take(DocumentCount).Select(static document => document.ToJsonString())]);

    /// <summary>The same with other documents, of which there may be fewer.</summary>
    public static ManyPrincipals Create(string[] documents)
    {
        var random = new Random(4);
        string[] principals = [.. Enumerable.Range(0, PrincipalCount).Select(static i => $"arn:aws:iam::{Question.Account}:user/u{i}")];
        int next = 0;
        // Everybody gets documents that nobody had yet, as long as there are any.
        int[][] attached = [.. principals.Select(_ => Enumerable.Range(0, random.Next(3, 7)).Select(_ => next < documents.Length ? next++ : random.Next(documents.Length)).Distinct().ToArray())];
        string[] mentioned = [.. documents.SelectMany(static text => PolicyText.Actions(JsonNode.Parse(text)!.AsObject())).Distinct(StringComparer.OrdinalIgnoreCase)];
        random.Shuffle(mentioned);
        string[] unmentioned = [.. GeneratedActions.All];
        random.Shuffle(unmentioned);
        string[] actions = [.. mentioned.Take(ActionCount * 7 / 10).Concat(unmentioned).Distinct(StringComparer.OrdinalIgnoreCase).Take(ActionCount)];
        string[] resources = ["*", .. Enumerable.Range(0, ResourceCount - 1).Select(i => GeneratedDocuments.Named(random, actions[i * 31].Split(':')[0]))];
        return new ManyPrincipals(documents, principals, attached, actions, resources);
    }
}
