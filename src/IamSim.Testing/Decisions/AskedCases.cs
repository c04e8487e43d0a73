namespace IamSim.Testing;

/// <summary>The cases of runs over one environment, or over the policies of one suite.</summary>
/// <param name="Subject">What they are decided by.</param>
/// <param name="Cases">The cases, in the order of the runs.</param>
internal sealed record AskedCases(PolicyTestSubject Subject, IReadOnlyList<PreparedCase> Cases)
{
    /// <summary>Puts the cases of runs together by what they are decided by; suites that could not be read have none.</summary>
    public static IEnumerable<AskedCases> Of(IEnumerable<PolicyTestRun> runs) => runs
        .Where(static run => run.Suite.Subject is not null)
        .GroupBy<PolicyTestRun, PolicyTestSubject>(static run => run.Suite.Subject!, ReferenceEqualityComparer.Instance)
        .Select(static group => new AskedCases(group.Key, [.. group.SelectMany(static run => run.Results).Select(static result => result.Prepared)]));
}
