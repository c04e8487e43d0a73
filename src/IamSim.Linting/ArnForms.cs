using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Linting;

/// <summary>What the catalogue says of the ARNs that begin and end as an entry of Resource does, whatever their region and account.</summary>
internal sealed class ArnForms
{
    private ArnForms(bool isServiceKnown, bool hasForms, string[][] forms)
    {
        IsServiceKnown = isServiceKnown;
        HasForms = hasForms;
        Forms = forms;
    }

    /// <summary>Whether the service is one that has actions or resources.</summary>
    public bool IsServiceKnown { get; }

    /// <summary>Whether ARNs of the service are known at all.</summary>
    public bool HasForms { get; }

    /// <summary>The six parts of every form that resource types with such a last part have. Empty where no type has.</summary>
    public IReadOnlyList<string[]> Forms { get; }

    public bool HasRegion => Forms.Any(static form => form[3].Length > 0);

    public bool HasAccount => Forms.Any(static form => form[4].Length > 0);

    public bool CanLackRegion => Forms.Any(static form => form[3].Length == 0 || form[3] == "*");

    public bool CanLackAccount => Forms.Any(static form => form[4].Length == 0 || form[4] == "*");

    /// <summary>Whether an account stands as it is in one of the forms, as <c>aws</c> does where AWS owns the resource.</summary>
    public bool NamesAccount(string account) => Forms.Any(form => form[4] == account);

    public static ArnForms Of(LintedResource resource, ServiceReference services)
    {
        string service = AsciiFold.ToLower(resource.Service);
        string[][] forms = FormsOf(services, $"arn:*:{service}:*:*:{resource.Resource}");
        bool hasForms = forms.Length > 0 || services.FindResourceTypes($"arn:*:{service}:*:*:*").Any(type => Names(type, service));
        return new ArnForms(hasForms || services.FindService(service) is not null, hasForms, forms);
    }

    /// <summary>The last parts of the ARNs of a service that begin with the same word, for suggestions; at most three.</summary>
    public static string[] Alike(LintedResource resource, ServiceReference services)
    {
        string word = WordOf(resource.Resource);
        IEnumerable<string> parts = from form in FormsOf(services, $"arn:*:{resource.Service}:*:*:*")
                                    where form[2] == resource.Service
                                    select form[5];
        string[] all = [.. parts.Distinct(StringComparer.Ordinal)];
        string[] alike = [.. all.Where(part => word.Length > 0 && AsciiFold.Equals(WordOf(part), word))];
        return [.. (alike.Length > 0 ? alike : all.Length <= 3 ? all : []).Take(3)];
    }

    private static string[][] FormsOf(ServiceReference services, string pattern) =>
        [.. services.FindResourceTypes(pattern).SelectMany(static type => type.ArnPatterns).Select(static form => form.Split(':', 6)).Where(static form => form.Length == 6)];

    // A few types stand for resources of any service, and say nothing of one.
    private static bool Names(ResourceTypeDefinition type, string service) =>
        type.ArnPatterns.Any(form => form.Split(':', 6) is [_, _, var named, ..] && named == service);

    private static string WordOf(string resource)
    {
        int end = resource.AsSpan().IndexOfAny("/:*?$");
        return end < 0 ? resource : resource[..end];
    }
}
