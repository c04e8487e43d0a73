using System.Collections.Immutable;
using IamSim.Environments;

namespace IamSim.Testing;

/// <summary>One entry of actions with its resources, in one table of one test. Immutable and thread-safe.</summary>
public sealed class PolicyTestRow
{
    internal PolicyTestRow(ExpectedDecision expected, string actionEntry, string? contextName, SourcePlace place, ImmutableArray<PolicyTestCase> cases) =>
        (Expected, ActionEntry, ContextName, Place, Cases) = (expected, actionEntry, contextName, place, cases);

    /// <summary>What every case of the row is meant to be answered with.</summary>
    public ExpectedDecision Expected { get; }

    /// <summary>The entry as it is written, with parameters filled in: <c>s3:Get*</c>.</summary>
    public string ActionEntry { get; }

    /// <summary>The name of the context; <c>null</c> for none.</summary>
    public string? ContextName { get; }

    /// <summary>Where the entry stands.</summary>
    public SourcePlace Place { get; }

    /// <summary>What the row stands for: each principal with each action and each resource, in this order.</summary>
    public ImmutableArray<PolicyTestCase> Cases { get; }

    /// <summary>The table, the entry and the number of cases.</summary>
    public override string ToString() => $"{Expected} {ActionEntry}: {Cases.Length} cases";
}
