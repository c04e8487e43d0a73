using System.Collections.Immutable;
using System.Text.Json.Nodes;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <summary>Makes a question smaller as long as it keeps its fault, so that a person can read what is left.</summary>
internal static class QuestionShrinker
{
    public static Question Shrink(Question question, Func<Question, bool> fails)
    {
        // Only what is shorter to read counts as smaller, so it ends.
        while (Smaller(question).FirstOrDefault(candidate => candidate.ToString().Length < question.ToString().Length && fails(candidate)) is { } smaller)
        {
            question = smaller;
        }

        return question;
    }

    private static IEnumerable<Question> Smaller(Question question) =>
        Sets(question.Set).Select(set => question with { Set = set })
            .Concat(Requests(question.Request).Select(request => question with { Request = request }))
            .Append(question with { Options = new EvaluationOptions { Lenient = question.Options.Lenient } });

    private static IEnumerable<PolicySet> Sets(PolicySet set)
    {
        IEnumerable<PolicySet> without =
        [
            set with { Identity = [] }, set with { PermissionsBoundary = null }, set with { Session = null }, set with { Resource = null }, set with { AccessPoint = null },
            set with { VpcEndpoint = null }, set with { ServiceControlPolicies = null }, set with { ResourceControlPolicies = null },
            set with { Organization = null }, set with { ResourceOrganization = null }, set with { ResourcePolicyKind = default }, set with { VpcEndpointType = default },
        ];
        return without
            .Concat(Lists(set.Identity).Select(list => set with { Identity = list }))
            .Concat(Lists(set.Session ?? []).Select(list => set with { Session = list }))
            .Concat(Levels(set.ServiceControlPolicies).Select(levels => set with { ServiceControlPolicies = levels }))
            .Concat(Levels(set.ResourceControlPolicies).Select(levels => set with { ResourceControlPolicies = levels }))
            .Concat(Documents(set.PermissionsBoundary).Select(document => set with { PermissionsBoundary = document }))
            .Concat(Documents(set.Resource).Select(document => set with { Resource = document }))
            .Concat(Documents(set.AccessPoint).Select(document => set with { AccessPoint = document }))
            .Concat(Documents(set.VpcEndpoint).Select(document => set with { VpcEndpoint = document }));
    }

    private static IEnumerable<ImmutableArray<PolicyDocument>> Lists(ImmutableArray<PolicyDocument> list) =>
        Enumerable.Range(0, list.Length).Select(list.RemoveAt)
            .Concat(list.SelectMany((document, index) => Documents(document).Select(smaller => list.SetItem(index, smaller))));

    private static IEnumerable<ImmutableArray<ImmutableArray<PolicyDocument>>> Levels(ImmutableArray<ImmutableArray<PolicyDocument>>? levels) =>
        levels is not { } present ? []
        : Enumerable.Range(0, present.Length).Select(present.RemoveAt)
            .Concat(present.SelectMany((level, index) => Lists(level).Select(smaller => present.SetItem(index, smaller))));

    private static IEnumerable<AccessRequest> Requests(AccessRequest request)
    {
        AccessRequest With(ImmutableArray<RequestResource> resources) => request with { Resources = resources };
        IEnumerable<AccessRequest> smaller = request.Context.Select(pair => request with { Context = new RequestContext(request.Context.Where(other => other.Key != pair.Key)) });
        if (request.Resources.Length > 1)
        {
            smaller = request.Resources.Select(resource => With([resource])).Concat(smaller);
        }

        if (!request.RequestTags.IsEmpty)
        {
            smaller = smaller.Append(request with { RequestTags = ImmutableDictionary<string, string>.Empty });
        }

        return smaller
            .Concat(Resources(request.Resources[0]).Select(resource => With(request.Resources.SetItem(0, resource))))
            .Concat(Principals(request.Principal).Select(principal =>
                request with { Principal = principal }));
    }

    private static IEnumerable<RequestResource> Resources(RequestResource resource)
    {
        var plain = new RequestResource(resource.Arn);
        return
        [
            plain, resource with { Tags = plain.Tags }, resource with { BlockPublicAccess = false }, resource with { ObjectOwner = null }, resource with { ObjectAclAllows = false },
            resource with { KmsGrants = plain.KmsGrants }, resource with { IsAwsManagedKey = false }, resource with { IsPrivateApi = false }, resource with { AccessPointArn = null },
            resource with { AccessPointBlocksPublicAccess = false }, resource with { FrozenPrincipalIds = plain.FrozenPrincipalIds }, resource with { OwnerAccount = null },
        ];
    }

    private static IEnumerable<Principal> Principals(Principal principal)
    {
        ImmutableDictionary<string, string> none = ImmutableDictionary<string, string>.Empty;
        return
        [
            principal with { Tags = none }, principal with { SessionTags = none }, principal with { UniqueId = null }, principal with { CanonicalUserId = null },
            principal with { Issuer = null }, principal with { SourceArn = null }, principal with { SourceAccount = null },
        ];
    }

    private static IEnumerable<PolicyDocument> Documents(PolicyDocument? document)
    {
        if (document is null)
        {
            yield break;
        }

        string json = document.ToJson();
        for (int step = 0; ; step++)
        {
            JsonNode root = JsonNode.Parse(json)!;
            int left = step;
            if (!RemovePart(root, ref left))
            {
                yield break;
            }

            if (PolicyDocument.TryParse(root.ToJsonString(), null, out PolicyDocument? smaller, out _))
            {
                yield return smaller;
            }
        }
    }

    /// <summary>Removes the part with a given number, counted through the tree from the outside in; <c>false</c> when there are no more.</summary>
    private static bool RemovePart(JsonNode node, ref int index)
    {
        int count = node switch { JsonArray list => list.Count, JsonObject map => map.Count, _ => 0 };
        if (index < count)
        {
            if (node is JsonArray list)
            {
                list.RemoveAt(index);
            }
            else
            {
                var map = (JsonObject)node;
                map.Remove(map.ElementAt(index).Key);
            }

            return true;
        }

        index -= count;
        IEnumerable<JsonNode?> children = node switch { JsonArray list => list, JsonObject map => map.Select(static pair => pair.Value), _ => [] };
        foreach (JsonNode? child in children.ToList())
        {
            if (child is not null && RemovePart(child, ref index))
            {
                return true;
            }
        }

        return false;
    }
}
