using IamSim.Policies;

namespace IamSim.Environments;

/// <summary>
/// The text of a policy, once however often it occurs: policies of one text are parsed and compiled once, and principals with the same
/// texts are decided once. Thread-safe.
/// </summary>
internal sealed class PolicyContent(int id, string text)
{
    /// <summary>A number of its own within the environment.</summary>
    public int Id { get; } = id;

    public string Text { get; } = text;

    /// <summary>The policy that had the text first, whose places decisions name.</summary>
    public EnvironmentPolicy? First { get; set; }

    /// <summary>The document that stands for all policies of the text; <c>null</c> when the text is no policy.</summary>
    public PolicyDocument? Document => First?.Document;
}
