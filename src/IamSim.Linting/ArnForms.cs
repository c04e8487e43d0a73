using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Linting;

/// <summary>What the catalog says of the ARNs that end as an entry of Resource does, whatever their partition, region and account.</summary>
internal sealed class ArnForms
{
    // Every known form has a text or nothing in these two places, so four questions find all of a service; nearly all, since some name one account.
    private static readonly (string Region, string Account)[] Places = [("us-east-1", "111122223333"), ("", "111122223333"), ("us-east-1", ""), ("", ""), ("us-east-1", "aws"), ("", "aws")];

    private static readonly ConditionalWeakTable<ServiceReference, ConcurrentDictionary<string, ArnForm[]>> Known = [];

    private readonly ArnForm[] _all;
    private readonly ArnForm[] _fitting;

    private ArnForms(ArnForm[] all, ArnForm[] fitting)
    {
        _all = all;
        _fitting = fitting;
    }

    /// <summary>Whether ARNs of the service are known at all.</summary>
    public bool HasForms => _all.Length > 0;

    /// <summary>Whether a resource type has ARNs that end so.</summary>
    public bool Fits => _fitting.Length > 0;

    public bool HasRegion => Array.Exists(_fitting, static form => form.Region.Length > 0);

    public bool HasAccount => Array.Exists(_fitting, static form => form.Account.Length > 0);

    public bool CanLackRegion => Array.Exists(_fitting, static form => form.Region is "" or "*");

    public bool CanLackAccount => Array.Exists(_fitting, static form => form.Account is "" or "*");

    /// <summary>Whether an account stands as it is in one of the forms, as <c>aws</c> does where AWS owns the resource.</summary>
    public bool NamesAccount(string account) => Array.Exists(_fitting, form => form.Account == account);

    public static ArnForms Of(LintedResource resource, ServiceReference services)
    {
        ArnForm[] all = OfService(AsciiFold.ToLower(resource.Service), services);
        string ending = ArnForm.ToPattern(resource.Resource, "*");
        // What begins with a wildcard can be anything; for the rest the beginning excludes most forms before the dear comparison.
        return ending is ['*' or '?', ..] ? new ArnForms(all, all) : new ArnForms(all, Array.FindAll(all, form => BeginAlike(form.Ending, ending) && WildcardAlgebra.Intersects(form.Ending, ending)));
    }

    /// <summary>Whether an ARN of the service is covered if a star at the end of the region or the account extends over the colons behind it (GRAM-54).</summary>
    public static bool IsReachable(LintedResource resource, ServiceReference services)
    {
        string before = $"arn:aws:{resource.Service}:{resource.Region}";
        string behind = $"{resource.Account}:{resource.Resource}";
        return (resource.Region.EndsWith('*') && (Covers($"{before}:*:{behind}") || Covers($"{before}:*:*:{behind}")))
            || (resource.Account.EndsWith('*') && Covers($"{before}:{resource.Account}:*:{resource.Resource}"));

        bool Covers(string arn) =>
            services.FindResourceTypes(arn).Any(type => type.ArnPatterns.Any(pattern => pattern.Split(':', 6) is [_, _, var service, ..] && service == resource.Service));
    }

    /// <summary>The last parts of the ARNs of the service that begin with the same word, for suggestions; at most three.</summary>
    public string[] Alike(string resource)
    {
        string word = WordOf(resource);
        string[] all = [.. _all.Select(static form => form.Resource).Distinct(StringComparer.Ordinal)];
        string[] alike = [.. all.Where(part => word.Length > 0 && AsciiFold.Equals(WordOf(part), word))];
        return [.. (alike.Length > 0 ? alike : all.Length <= 3 ? all : []).Take(3)];
    }

    private static ArnForm[] OfService(string service, ServiceReference services)
    {
        ConcurrentDictionary<string, ArnForm[]> known = Known.GetOrCreateValue(services);
        if (known.TryGetValue(service, out ArnForm[]? forms))
        {
            return forms;
        }

        forms =
        [
            .. Places.SelectMany(place => services.FindResourceTypes($"arn:aws:{service}:{place.Region}:{place.Account}:*"))
                .SelectMany(static type => type.ArnPatterns)
                .Distinct(StringComparer.Ordinal)
                .Select(static pattern => pattern.Split(':', 6))
                // A few types stand for resources of any service, and say nothing of one.
                .Where(parts => parts.Length == 6 && parts[2] == service)
                .Select(static parts => new ArnForm(parts[3], parts[4], parts[5])),
        ];
        // A name that is no service is not kept: there is no end of them.
        return forms.Length == 0 ? forms : known.GetOrAdd(service, forms);
    }

    private static bool BeginAlike(string left, string right)
    {
        for (int i = 0; i < left.Length && i < right.Length && left[i] is not ('*' or '?') && right[i] is not ('*' or '?'); i++)
        {
            if (left[i] != right[i])
            {
                return false;
            }
        }

        return true;
    }

    private static string WordOf(string resource)
    {
        int end = resource.AsSpan().IndexOfAny("/:*?$");
        return end < 0 ? resource : resource[..end];
    }

    /// <summary>One form of ARNs.</summary>
    private sealed class ArnForm(string region, string account, string resource)
    {
        public string Region => region;

        public string Account => account;

        public string Resource => resource;

        /// <summary>The last part as a pattern.</summary>
        public string Ending { get; } = ToPattern(resource, "?*");

        /// <summary>A text with something else for what stands in <c>${…}</c>.</summary>
        public static string ToPattern(string text, string filling)
        {
            int start = text.IndexOf("${", StringComparison.Ordinal);
            if (start < 0)
            {
                return text;
            }

            var pattern = new System.Text.StringBuilder();
            int end = 0;
            while (start >= 0 && text.IndexOf('}', start) is var close and >= 0)
            {
                pattern.Append(text, end, start - end).Append(filling);
                end = close + 1;
                start = text.IndexOf("${", end, StringComparison.Ordinal);
            }

            return pattern.Append(text, end, text.Length - end).ToString();
        }
    }
}
