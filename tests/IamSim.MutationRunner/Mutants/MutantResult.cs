using System.Text.Json.Serialization;

namespace IamSim.MutationRunner.Mutants;

/// <summary>One line of the log of results.</summary>
/// <param name="Test">The test that noticed the mutant.</param>
/// <param name="Asked">How many tests were asked.</param>
internal sealed record MutantResult(
    int Id,
    string File,
    int Line,
    int Column,
    string Mutator,
    string Original,
    string Replacement,
    [property: JsonConverter(typeof(JsonStringEnumConverter<MutantStatus>))] MutantStatus Status,
    string? Test,
    string? Reason,
    int Asked)
{
    [JsonIgnore]
    public bool IsNoticed => Status is MutantStatus.Killed or MutantStatus.Timeout;

    public static MutantResult Of(Mutant mutant, MutantStatus status, string? test = null, string? reason = null, int asked = 0) =>
        new(mutant.Id, mutant.File, mutant.Line, mutant.Column, mutant.Mutator, mutant.Original, mutant.Replacement, status, test, Short(reason), asked);

    private static string? Short(string? reason) => reason is { Length: > 200 } ? reason[..200] : reason;
}
