using System.Collections.Immutable;
using System.Globalization;

namespace IamSim.Environments.Questions;

/// <summary>Tells whether callers and resources of two environments are the same as far as decisions look at them, and what is different about them. Not thread-safe.</summary>
internal sealed class ComparedSides
{
    private readonly Dictionary<string, int> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<PolicyContent, int> _contents = new(ReferenceEqualityComparer.Instance);

    /// <summary>A text that is the same for callers of which all decisions are the same.</summary>
    public string SignatureOf(CallerProfile caller, ResourceProfile ownSide) => string.Join('|', Parts(caller, ownSide).Select(static part => part.Text));

    /// <summary>A text that is the same for resources whose side says the same.</summary>
    public string SignatureOf(ResourceProfile resource) => string.Join('|', Parts(resource).Select(static part => part.Text));

    /// <summary>What is different about a caller.</summary>
    public ImmutableArray<PolicyChange> Reasons(CallerProfile before, ResourceProfile ownBefore, CallerProfile after, ResourceProfile ownAfter) =>
    [
        .. Policies(DecisionSource.Identity, before.IdentityPolicies ?? [], after.IdentityPolicies ?? []),
        .. Policies(DecisionSource.PermissionsBoundary, ListOf(before.PermissionsBoundary), ListOf(after.PermissionsBoundary)),
        .. Policies(DecisionSource.ServiceControl, Flat(ServiceControl(before)), Flat(ServiceControl(after))),
        .. Policies(DecisionSource.ResourceControl, Flat(ResourceControl(before, ownBefore)), Flat(ResourceControl(after, ownAfter))),
        .. Others(Parts(before, ownBefore), Parts(after, ownAfter)),
    ];

    /// <summary>What is different about a resource.</summary>
    public ImmutableArray<PolicyChange> Reasons(ResourceProfile before, ResourceProfile after) =>
    [
        .. Policies(DecisionSource.Resource, ListOf(before.Policy), ListOf(after.Policy)),
        .. Policies(DecisionSource.ResourceControl, Flat(before.ResourceControlPolicies), Flat(after.ResourceControlPolicies)),
        .. Others(Parts(before), Parts(after)),
    ];

    // A part without a name is told by the policies in it.
    private IEnumerable<(string? Name, string Text)> Parts(CallerProfile caller, ResourceProfile ownSide) =>
    [
        (null, caller.IdentityPolicies is { } identity ? string.Join(',', identity.Select(NumberOf).Distinct().Order()) : "unknown"),
        (null, caller.PermissionsBoundary is { } boundary ? Text(NumberOf(boundary)) : ""),
        (null, Levels(ServiceControl(caller))),
        (null, Levels(ResourceControl(caller, ownSide))),
        ("place in the organization", Facts(caller.Organization) + Facts(ownSide.Organization)),
        ("tags", Tags(caller.Principal.Tags)),
        ("unique id", caller.Principal.UniqueId ?? ""),
        ("what is not known", string.Join(';', caller.Gaps.Concat(ownSide.Gaps).Select(static gap => $"{gap.Kind} {gap.Subject}"))),
    ];

    private IEnumerable<(string? Name, string Text)> Parts(ResourceProfile resource) =>
    [
        (null, resource.Policy is { } policy ? Text(NumberOf(policy)) : ""),
        (null, Levels(resource.ResourceControlPolicies)),
        ("place in the organization", Facts(resource.Organization)),
        ("owner", resource.Resource.OwnerAccount ?? ""),
        ("tags", resource.Known?.Tags is { } tags ? Tags(tags) : "unknown"),
        ("attribute-based access", Text(resource.Known?.HasAttributeBasedAccess)),
        ("block public access", resource.Resource.BlockPublicAccess ? "on" : resource.PublicAccessGap is { } unknown ? unknown.Message : "off"),
        ("access control lists", Text(resource.Known?.HasAccessControlLists)),
        ("grants of the key", string.Join(';', resource.Resource.KmsGrants.Select(static grant => grant.ToString()))),
        ("what is not known", string.Join(';', resource.Gaps.Select(static gap => $"{gap.Kind} {gap.Subject}"))),
    ];

    private IEnumerable<PolicyChange> Policies(DecisionSource layer, ImmutableArray<EnvironmentPolicy> before, ImmutableArray<EnvironmentPolicy> after)
    {
        var old = before.ToLookup(static policy => policy.Arn ?? policy.Name, StringComparer.Ordinal);
        var current = after.ToLookup(static policy => policy.Arn ?? policy.Name, StringComparer.Ordinal);
        foreach (string name in before.Concat(after).Select(static policy => policy.Arn ?? policy.Name).Distinct(StringComparer.Ordinal))
        {
            if (old[name].Select(NumberOf).Order().SequenceEqual(current[name].Select(NumberOf).Order()))
            {
                continue;
            }

            EnvironmentPolicy? first = old[name].FirstOrDefault();
            EnvironmentPolicy? second = current[name].FirstOrDefault();
            EnvironmentChangeKind kind = first is null ? EnvironmentChangeKind.Added : second is null ? EnvironmentChangeKind.Removed : EnvironmentChangeKind.Changed;
            yield return new PolicyChange(kind, layer, (second ?? first)!.Name, first?.Place ?? default, second?.Place ?? default);
        }
    }

    private static IEnumerable<PolicyChange> Others(IEnumerable<(string? Name, string Text)> before, IEnumerable<(string? Name, string Text)> after) =>
        before.Zip(after)
            .Where(static pair => pair.First.Name is not null && pair.First.Text != pair.Second.Text)
            .Select(static pair => new PolicyChange(EnvironmentChangeKind.Changed, DecisionSource.None, pair.First.Name!, default, default));

    // SCP-6, SCP-7: those that do not apply to a caller are no reason.
    private static ImmutableArray<ImmutableArray<EnvironmentPolicy>>? ServiceControl(CallerProfile caller) =>
        caller.Principal.IsServiceLinkedRole || caller.Organization?.ManagementAccount == caller.Principal.AccountId ? null : caller.ServiceControlPolicies;

    private static ImmutableArray<ImmutableArray<EnvironmentPolicy>>? ResourceControl(CallerProfile caller, ResourceProfile ownSide) =>
        caller.Principal.IsServiceLinkedRole || ownSide.Organization?.ManagementAccount == caller.Principal.AccountId ? null : ownSide.ResourceControlPolicies;

    private string Levels(ImmutableArray<ImmutableArray<EnvironmentPolicy>>? levels) =>
        levels is { } all ? string.Join('/', all.Select(level => string.Join(',', level.Select(NumberOf).Distinct().Order()))) : "none";

    private int NumberOf(EnvironmentPolicy policy)
    {
        if (!_contents.TryGetValue(policy.Content, out int number))
        {
            if (!_texts.TryGetValue(policy.Text, out number))
            {
                _texts[policy.Text] = number = _texts.Count;
            }

            _contents[policy.Content] = number;
        }

        return number;
    }

    private static string Facts(OrganizationFacts? facts) => facts is null ? "nowhere" : $"{facts.Id} {facts.ManagementAccount} {string.Join(' ', facts.Paths)}";

    private static string Tags(ImmutableDictionary<string, string> tags) => string.Join(';', tags.OrderBy(static tag => tag.Key, StringComparer.Ordinal).Select(static tag => $"{tag.Key.Length}:{tag.Key}={tag.Value}"));

    private static ImmutableArray<EnvironmentPolicy> ListOf(EnvironmentPolicy? policy) => policy is null ? [] : [policy];

    private static ImmutableArray<EnvironmentPolicy> Flat(ImmutableArray<ImmutableArray<EnvironmentPolicy>>? levels) => [.. (levels ?? []).SelectMany(static level => level)];

    private static string Text(bool? setting) => setting is { } on ? on ? "on" : "off" : "unknown";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
