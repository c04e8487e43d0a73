using IamSim.Diagnostics;
using IamSim.Policies;

namespace IamSim.Environments;

/// <summary>
/// The text of a policy, once however often it occurs: policies of one text are parsed and compiled once, and principals with the same
/// texts are decided once. Thread-safe.
/// </summary>
internal sealed class PolicyContent
{
    private PolicyDocument? _document;
    private bool _isParsed;

    public PolicyContent(int id, string text, string? firstName)
    {
        Id = id;
        Text = text;
        FirstName = firstName;
    }

    /// <summary>A number of its own within the environment.</summary>
    public int Id { get; }

    public string Text { get; }

    private string? FirstName { get; }

    /// <summary>The document; <c>null</c> when the text is no policy. A benign race: two threads may both parse it.</summary>
    public PolicyDocument? Document
    {
        get
        {
            if (!Volatile.Read(ref _isParsed))
            {
                Interlocked.CompareExchange(ref _document, PolicyDocument.TryParse(Text, FirstName, out PolicyDocument? document, out _) ? document : null, null);
                Volatile.Write(ref _isParsed, true);
            }

            return _document;
        }
    }
}
