using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Testing.Conversion;

namespace IamSim.Testing;

/// <summary>Inputs and results of AWS's policy simulator, written as a suite. Immutable and thread-safe.</summary>
/// <remarks>
/// Reads what <c>aws iam simulate-custom-policy</c> and <c>simulate-principal-policy</c> take as <c>--cli-input-json</c> and what they print. A file of
/// results belongs to the input in front of it. See the IAM API Reference, "SimulateCustomPolicy" and "SimulatePrincipalPolicy".
/// </remarks>
public sealed class AwsSimulationConversion
{
    internal AwsSimulationConversion(string? text, int tests, int cases, ImmutableArray<Diagnostic> diagnostics) => (Text, Tests, Cases, Diagnostics) = (text, tests, cases, diagnostics);

    /// <summary>The suite as YAML; <c>null</c> when there is an error.</summary>
    public string? Text { get; }

    /// <summary>How many tests it has.</summary>
    public int Tests { get; }

    /// <summary>How many cases its tests have.</summary>
    public int Cases { get; }

    /// <summary>What cannot be read, and what a suite cannot say.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    /// <summary>Converts files.</summary>
    /// <param name="files">The texts with their names, inputs in front of their results.</param>
    /// <param name="environment">The environment that principals are of; <c>null</c> where the inputs have the policies.</param>
    /// <param name="environmentPath">What the suite is to name as its environment: a path from the folder on where it will lie; <c>null</c> without one.</param>
    /// <param name="principal">Who asks where no input says it: an ARN; <c>null</c> for a made-up user.</param>
    public static AwsSimulationConversion Convert(IEnumerable<SourceText> files, AwsEnvironment? environment = null, string? environmentPath = null, string? principal = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        return new SimulationConverter(environment, environmentPath, principal).Convert(files);
    }

    /// <summary>What it holds.</summary>
    public override string ToString() => $"{Tests} tests, {Cases} cases, {Diagnostics.Length} findings";
}
