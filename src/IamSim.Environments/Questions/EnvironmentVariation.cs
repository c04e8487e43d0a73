using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text;

namespace IamSim.Environments.Questions;

/// <summary>An environment as it would be: without some policies, and with a change of what is left of them for each question. Thread-safe.</summary>
/// <param name="isRemoved">Whether a policy is taken away wherever it stands.</param>
/// <param name="removedSubjects">The names and ARNs of what is taken away: whatever is not known about them no longer matters.</param>
/// <param name="change">What is done to the policies of a question.</param>
internal sealed class EnvironmentVariation(Func<EnvironmentPolicy, bool> isRemoved, ImmutableHashSet<string> removedSubjects, Func<PolicySet, PolicySet> change)
{
    private readonly ConcurrentDictionary<string, CompiledPair> _compiled = new(StringComparer.Ordinal);

    /// <summary>Whether a policy stays.</summary>
    public bool IsKept(EnvironmentPolicy policy) => !isRemoved(policy);

    /// <summary>Whether something that is not known still matters.</summary>
    public bool IsOpen(EnvironmentGap gap) => !removedSubjects.Contains(gap.Subject);

    /// <summary>The policies of a caller and a resource of which only what stays is left.</summary>
    /// <exception cref="PolicyCompilationException">A policy that was added is none that AWS accepts where it was added.</exception>
    public CompiledPair Compile(CallerProfile caller, ResourceProfile resource, AccessConditions stated) => stated.SessionPolicies is not null || stated.VpcEndpoint?.Policy is not null
        ? CompileOnce(caller, resource, stated)
        : _compiled.GetOrAdd(KeyOf(caller, resource), _ => CompileOnce(caller, resource, stated));

    /// <summary>The same with the documents in their places of the files.</summary>
    public Simulator Explain(CallerProfile caller, ResourceProfile resource, AccessConditions stated) =>
        Simulator.Compile(change(SimulatorCache.Explain(caller, resource, stated).Policies), SimulatorCache.Lenient);

    private CompiledPair CompileOnce(CallerProfile caller, ResourceProfile resource, AccessConditions stated)
    {
        CompiledPair left = SimulatorCache.GetOnce(caller, resource, stated);
        return new CompiledPair(Simulator.Compile(change(left.Simulator.Policies), SimulatorCache.Lenient), left.Gaps);
    }

    // What a set of policies consists of; the keys of the profiles are those of the environment as it is.
    private static string KeyOf(CallerProfile caller, ResourceProfile resource)
    {
        var key = new StringBuilder();
        Append(caller.IdentityPolicies);
        Append(caller.PermissionsBoundary is { } boundary ? [boundary] : null);
        AppendLevels(caller.ServiceControlPolicies);
        key.Append(caller.OrganizationKey).Append('|');
        Append(resource.Policy is { } policy ? [policy] : null);
        key.Append(resource.PoliciesKey).Append('|');
        AppendLevels(resource.ResourceControlPolicies);
        return key.ToString();

        void Append(ImmutableArray<EnvironmentPolicy>? policies)
        {
            key.Append(policies is null ? '-' : '+').AppendJoin(',', (policies ?? []).Select(static one => one.Content.Id)).Append('|');
        }

        void AppendLevels(ImmutableArray<ImmutableArray<EnvironmentPolicy>>? levels)
        {
            key.Append(levels is null ? '-' : '+');
            foreach (ImmutableArray<EnvironmentPolicy> level in levels ?? [])
            {
                Append(level);
            }
        }
    }
}
