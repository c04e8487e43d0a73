using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>A document ready to be evaluated; shared by every policy set that holds it. Immutable.</summary>
internal sealed class CompiledPolicy
{
    public required PolicyDocument Document { get; init; }

    public required CompiledStatement[] Statements { get; init; }

    /// <summary>Whether S3 would count it as public if it hung on a bucket (S3-5).</summary>
    public required bool IsPublic { get; init; }
}
