using System.Globalization;
using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Benchmarks.Naive;

/// <summary>What the naive interpreter is asked: plain texts, and one dictionary with every context key that it may want.</summary>
internal sealed record NaiveRequest(Principal Principal, string Action, string Resource, Dictionary<string, string[]> Context)
{
    public static NaiveRequest Of(AccessRequest request, PolicySet policies) =>
        new(request.Principal, request.Action.ToString(), request.Resources[0].Arn, ContextOf(request, policies));

    // The keys that the library would derive are stated here: the interpreter only looks them up.
    private static Dictionary<string, string[]> ContextOf(AccessRequest request, PolicySet policies)
    {
        Principal caller = request.Principal;
        var context = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:PrincipalArn"] = [RoleOrSelf(caller)],
            ["aws:PrincipalAccount"] = [caller.AccountId],
            ["aws:PrincipalType"] = [caller.Kind == PrincipalKind.User ? "User" : "AssumedRole"],
            ["aws:PrincipalIsAWSService"] = ["false"],
            ["aws:ResourceAccount"] = [request.Resources[0].OwnerAccount ?? caller.AccountId],
            ["aws:ViaAWSService"] = ["false"],
        };
        if (caller.Kind == PrincipalKind.User)
        {
            context["aws:username"] = [caller.Name];
        }

        if (policies.Organization?.Id is { } organization)
        {
            context["aws:PrincipalOrgID"] = [organization];
            context["aws:ResourceOrgID"] = [organization];
        }

        if (request.Time is { } time)
        {
            context["aws:CurrentTime"] = [time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)];
            context["aws:EpochTime"] = [time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)];
        }

        foreach ((string key, string value) in caller.Tags)
        {
            context[$"aws:PrincipalTag/{key}"] = [value];
        }

        foreach ((string key, ContextValue value) in request.Context)
        {
            context[key] = value.IsMultivalued ? [.. value] : [value.ToString()];
        }

        return context;
    }

    private static string RoleOrSelf(Principal caller) => caller.Kind == PrincipalKind.User ? caller.Text : $"arn:aws:iam::{caller.AccountId}:role/{caller.Name}";
}
