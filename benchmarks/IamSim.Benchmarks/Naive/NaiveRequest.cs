using System.Globalization;
using IamSim.Benchmarks.Engines;
using IamSim.Conditions;
using IamSim.Identifiers;

namespace IamSim.Benchmarks.Naive;

/// <summary>What the naive interpreter is asked: plain texts, and one dictionary with every context key that it may want, made anew for each request.</summary>
internal sealed record NaiveRequest(Principal Principal, string Action, string Resource, Dictionary<string, string[]> Context)
{
    public static NaiveRequest Of(StringRequest request, string? organization, DateTimeOffset now) =>
        new(request.Principal, request.Action, request.Resource, ContextOf(request.Principal, request.Context, organization, now));

    // The keys that the library would derive are stated here: the interpreter only looks them up.
    private static Dictionary<string, string[]> ContextOf(Principal caller, RequestContext stated, string? organization, DateTimeOffset now)
    {
        var context = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
        {
            ["aws:PrincipalArn"] = [RoleOrSelf(caller)],
            ["aws:PrincipalAccount"] = [caller.AccountId],
            ["aws:PrincipalType"] = [caller.Kind == PrincipalKind.User ? "User" : "AssumedRole"],
            ["aws:PrincipalIsAWSService"] = ["false"],
            ["aws:ResourceAccount"] = [caller.AccountId],
            ["aws:ViaAWSService"] = ["false"],
            ["aws:CurrentTime"] = [now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)],
            ["aws:EpochTime"] = [now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)],
        };
        if (caller.Kind == PrincipalKind.User)
        {
            context["aws:username"] = [caller.Name];
        }

        if (organization is not null)
        {
            context["aws:PrincipalOrgID"] = [organization];
            context["aws:ResourceOrgID"] = [organization];
        }

        foreach ((string key, string value) in caller.Tags)
        {
            context[$"aws:PrincipalTag/{key}"] = [value];
        }

        foreach ((string key, ContextValue value) in stated)
        {
            context[key] = value.IsMultivalued ? [.. value] : [value.ToString()];
        }

        return context;
    }

    private static string RoleOrSelf(Principal caller) => caller.Kind == PrincipalKind.User ? caller.Text : $"arn:aws:iam::{caller.AccountId}:role/{caller.Name}";
}
