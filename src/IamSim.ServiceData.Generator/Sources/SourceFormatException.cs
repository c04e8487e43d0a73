namespace IamSim.ServiceData.Generator.Sources;

/// <summary>A source is not what it should be.</summary>
internal sealed class SourceFormatException : Exception
{
    public SourceFormatException(string file, string found, string expected)
        : base($"{file}: found {found}, expected {expected}")
    {
    }
}
