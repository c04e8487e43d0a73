namespace IamSim.Testing;

/// <summary>A case with the answer that the policies as they are give. Immutable.</summary>
/// <param name="Prepared">The case.</param>
/// <param name="Request">Its request, at one time for all cases that state none.</param>
/// <param name="Decision">The answer.</param>
/// <param name="Verdict">Whether it is what was meant.</param>
internal sealed record DecidedCase(PreparedCase Prepared, AccessRequest Request, Decision Decision, PolicyTestVerdict Verdict)
{
    /// <summary>Whether the settings of S3 Block Public Access take part, for which a policy counts as a whole (S3-5).</summary>
    public bool BlocksPublicAccess { get; } = Request.Resources.Any(static resource => resource.BlockPublicAccess || resource.AccessPointBlocksPublicAccess);
}
