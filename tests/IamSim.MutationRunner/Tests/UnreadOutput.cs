using System.Diagnostics.CodeAnalysis;
using Xunit;

namespace IamSim.MutationRunner.Tests;

/// <summary>Takes what tests write and forgets it.</summary>
internal sealed class UnreadOutput : ITestOutputHelper
{
    public string Output => "";

    public void Write(string message)
    {
    }

    public void Write([StringSyntax("CompositeFormat")] string format, params object[] args)
    {
    }

    public void WriteLine(string message)
    {
    }

    public void WriteLine([StringSyntax("CompositeFormat")] string format, params object[] args)
    {
    }
}
