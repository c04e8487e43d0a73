using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Environments;

/// <summary>A policy as an environment holds it: where it stands, and its text. Immutable and thread-safe; read into a document on first use.</summary>
public sealed class EnvironmentPolicy
{
    private Reading? _reading;

    /// <summary>Makes a policy.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="arn">Its ARN; <c>null</c> for inline and resource policies.</param>
    /// <param name="content">Its text.</param>
    /// <param name="place">Where the text begins in its file.</param>
    /// <param name="isVerbatim">Whether the text stands in the file as it is, so that its lines and columns are those of the file.</param>
    internal EnvironmentPolicy(string name, string? arn, PolicyContent content, SourcePlace place, bool isVerbatim)
    {
        Name = name;
        Arn = arn;
        Content = content;
        Place = place;
        IsVerbatim = isVerbatim;
    }

    /// <summary>A policy that no file has: something that somebody could write.</summary>
    /// <param name="name">The name for explanations.</param>
    /// <param name="contentId">A number that no text of the environment has.</param>
    /// <param name="text">The text.</param>
    internal static EnvironmentPolicy Written(string name, int contentId, string text)
    {
        var content = new PolicyContent(contentId, text);
        var policy = new EnvironmentPolicy(name, null, content, default, isVerbatim: false);
        content.First = policy;
        return policy;
    }

    /// <summary>The name: of a managed, service control or resource control policy its own, of an inline one that in its list, of a resource policy what it hangs on.</summary>
    public string Name { get; }

    /// <summary>The ARN of a managed policy; <c>null</c> otherwise.</summary>
    public string? Arn { get; }

    /// <summary>Where its text begins.</summary>
    public SourcePlace Place { get; }

    /// <summary>Whether its text stands in the file as JSON, and not as a string or an expression: then places in <see cref="Document"/> are lines and columns of the file.</summary>
    public bool IsVerbatim { get; }

    /// <summary>The document with its places; <c>null</c> when it cannot be read: <see cref="Diagnostics"/> says why.</summary>
    public PolicyDocument? Document => Read().Document;

    /// <summary>What is wrong with the text.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => Read().Diagnostics;

    /// <summary>The text of the policy.</summary>
    public string Text => Content.Text;

    internal PolicyContent Content { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    // Two threads may both read it, but all see one document: decisions are traced back to policies by their statements.
    private Reading Read()
    {
        if (_reading is { } known)
        {
            return known;
        }

        // A decoded text has lines of its own; they are told beside the place of the string in the file.
        SourceText source = IsVerbatim
            ? new SourceText(Text, Place.File, Math.Max(1, Place.Line), Math.Max(1, Place.Column))
            : new SourceText(Text, Place.File is null ? Name : $"{Place} ({Name}, decoded)");
        Reading reading = PolicyDocument.TryParse(source, out PolicyDocument? document, out IReadOnlyList<Diagnostic> diagnostics)
            ? new Reading(document with { Name = Name }, diagnostics)
            : new Reading(null, diagnostics);
        return Interlocked.CompareExchange(ref _reading, reading, null) ?? reading;
    }

    private sealed record Reading(PolicyDocument? Document, IReadOnlyList<Diagnostic> Diagnostics);
}
