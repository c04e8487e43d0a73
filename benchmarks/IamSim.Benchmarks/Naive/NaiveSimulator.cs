using System.Collections.Immutable;
using IamSim.Benchmarks.Engines;
using IamSim.Policies;

namespace IamSim.Benchmarks.Naive;

/// <summary>
/// The baseline: what one would write first. It walks the document model anew for each request, and prepares nothing. It knows identity
/// policies, boundaries, levels of service control policies and resource policies for callers of the same account, which is what the workloads
/// use; it shares nothing with the library but the documents.
/// </summary>
internal sealed class NaiveSimulator(PolicySet policies, TimeProvider clock)
{
    public DecisionKind Evaluate(StringRequest asked)
    {
        var request = NaiveRequest.Of(asked, policies.Organization?.Id, clock.GetUtcNow());
        Verdict identity = Ask(policies.Identity, request);
        Verdict boundary = policies.PermissionsBoundary is { } limit ? Ask([limit], request) : Verdict.Allowed;
        Verdict resource = policies.Resource is { } own ? Ask([own], request) : Verdict.Silent;
        Verdict organization = Verdict.Allowed;
        foreach (ImmutableArray<PolicyDocument> level in policies.ServiceControlPolicies ?? [])
        {
            Verdict verdict = Ask(level, request);
            organization = verdict == Verdict.Denied || organization == Verdict.Denied ? Verdict.Denied : verdict == Verdict.Silent ? Verdict.Silent : organization;
        }

        if (identity == Verdict.Denied || boundary == Verdict.Denied || resource == Verdict.Denied || organization == Verdict.Denied)
        {
            return DecisionKind.ExplicitDeny;
        }

        // A resource policy that names the caller itself needs no leave of the identity side.
        bool granted = resource == Verdict.Allowed || (identity == Verdict.Allowed && boundary == Verdict.Allowed);
        return granted && organization == Verdict.Allowed ? DecisionKind.Allowed : DecisionKind.ImplicitDeny;
    }

    /// <summary>What the identity policies say of an action whatever the resource and the context: a cell of the permission matrix.</summary>
    public NaivePermission Permission(string action)
    {
        bool allows = false;
        bool allowsAlways = false;
        bool denies = false;
        foreach (PolicyStatement statement in policies.Identity.SelectMany(static document => document.Statements))
        {
            if (!NaiveStatement.ActionMatches(statement, action))
            {
                continue;
            }

            bool always = statement.Condition is null && statement.Resource is { } resource && resource.Values.Any(static value => value.Text == "*");
            if (statement.Effect?.Text != "Deny")
            {
                allows = true;
                allowsAlways |= always;
            }
            else if (always)
            {
                return NaivePermission.Denied;
            }
            else
            {
                denies = true;
            }
        }

        return !allows ? NaivePermission.Denied : allowsAlways && !denies ? NaivePermission.Allowed : NaivePermission.Depends;
    }

    private static Verdict Ask(ImmutableArray<PolicyDocument> documents, NaiveRequest request)
    {
        var verdict = Verdict.Silent;
        foreach (PolicyDocument document in documents)
        {
            bool hasVariables = document.Version?.Text == "2012-10-17";
            foreach (PolicyStatement statement in document.Statements)
            {
                if (!NaiveStatement.Matches(statement, request, hasVariables))
                {
                    continue;
                }

                if (statement.Effect?.Text == "Deny")
                {
                    return Verdict.Denied;
                }

                verdict = Verdict.Allowed;
            }
        }

        return verdict;
    }

    private enum Verdict
    {
        Silent,
        Allowed,
        Denied,
    }
}
