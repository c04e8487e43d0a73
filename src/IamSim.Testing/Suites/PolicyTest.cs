using System.Collections.Immutable;
using IamSim.Environments;

namespace IamSim.Testing;

/// <summary>A test of a suite. Immutable and thread-safe.</summary>
/// <remarks>A test with <c>each</c> is one test for each set of parameters.</remarks>
public sealed class PolicyTest
{
    internal PolicyTest(string name, ImmutableArray<string> tags, SourcePlace place, ImmutableArray<PolicyTestRow> rows) => (Name, Tags, Place, Rows) = (name, tags, place, rows);

    /// <summary>The name, with the parameters of <c>each</c>; for one without a name its number, such as <c>test 3</c>.</summary>
    public string Name { get; }

    /// <summary>Words by which tests are chosen: those of <c>defaults</c> before its own.</summary>
    public ImmutableArray<string> Tags { get; }

    /// <summary>Where it stands.</summary>
    public SourcePlace Place { get; }

    /// <summary>The rows, table by table as they are written; those of <c>unless</c> behind the others.</summary>
    public ImmutableArray<PolicyTestRow> Rows { get; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
