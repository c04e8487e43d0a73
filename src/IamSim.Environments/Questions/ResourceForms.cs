using IamSim.Identifiers;
using IamSim.ServiceData;

namespace IamSim.Environments.Questions;

/// <summary>Finds under which ARN a known resource is asked about for an action: itself, or something in it such as an object of a bucket. Not thread-safe.</summary>
internal sealed class ResourceForms(ServiceReference services)
{
    private const string Inside = "/example";

    private readonly Dictionary<string, (HashSet<string> Itself, HashSet<string> Inside)> _known = new(StringComparer.Ordinal);

    /// <summary>The ARN; <c>null</c> when the catalog knows that the action is not about such resources.</summary>
    /// <param name="arn">The resource.</param>
    /// <param name="action">The action.</param>
    public string? Of(string arn, ActionName action)
    {
        if (!_known.TryGetValue(arn, out (HashSet<string> Itself, HashSet<string> Inside) forms))
        {
            _known[arn] = forms = (Names(arn), Names(arn + Inside));
        }

        bool isUnknownType = forms.Itself.Count == 0;
        return forms.Itself.Contains(action.Folded) || isUnknownType || services.FindAction(action.Text) is null ? arn
            : forms.Inside.Contains(action.Folded) ? arn + Inside
            : null;
    }

    private HashSet<string> Names(string arn) => services.FindActionsFor(arn).Select(static action => AsciiFold.ToLower(action.FullName)).ToHashSet(StringComparer.Ordinal);
}
