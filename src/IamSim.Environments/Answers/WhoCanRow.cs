using System.Collections.Immutable;
using IamSim.Environments.Questions;
using IamSim.Explanations;
using IamSim.PartialEvaluation;

namespace IamSim.Environments;

/// <summary>Somebody who can do something, or could. Immutable and thread-safe.</summary>
public sealed class WhoCanRow
{
    private readonly AccessFinding _finding;

    internal WhoCanRow(AccessSubject subject, AccessFinding finding, ImmutableArray<AssumeRoleEdge> path)
    {
        Subject = subject;
        _finding = finding;
        Path = path;
        State = path.Any(static hop => hop.State == AccessState.Depends) ? AccessState.Depends : finding.State;
    }

    /// <summary>Who.</summary>
    public AccessSubject Subject { get; }

    /// <summary>Allowed or Depends. By a way through roles Allowed only if every step is.</summary>
    public AccessState State { get; }

    /// <summary>What has to hold of keys that nobody knows, where the access itself depends on them. The steps of <see cref="Path"/> have conditions of their own.</summary>
    public ResidualCondition Condition => _finding.Condition;

    /// <summary>The steps that lead from <see cref="Subject"/> to the role that has the access; empty for one who has it itself.</summary>
    public ImmutableArray<AssumeRoleEdge> Path { get; }

    /// <summary>The statements that grant it, on the side of the resource and of the caller. Worked out when asked for.</summary>
    public ImmutableArray<DecidingStatement> Grants => _finding.GrantsOf(Path.IsEmpty ? Subject : Path[^1].Target);

    /// <summary>What is not known of the caller.</summary>
    public ImmutableArray<EnvironmentGap> Gaps => [.. (Path.IsEmpty ? Subject : Path[^1].Target).Caller.Gaps, .. _finding.Gaps.Where(static gap => gap.Kind == EnvironmentGapKind.SessionName)];

    /// <summary>Tells why the access itself is granted, with the places of the policies in their files.</summary>
    public Explanation Explain() => _finding.Explain(Path.IsEmpty ? Subject : Path[^1].Target);

    /// <summary>Who, and on what it depends.</summary>
    public override string ToString() => $"{Subject}: {State}";
}
