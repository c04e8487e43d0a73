using IamSim.Diagnostics;
using IamSim.Environments;
using IamSim.Policies;
using IamSim.Testing.Mutants.Search;

namespace IamSim.Testing;

/// <summary>A policy spoiled in one place, and whether the suite notices. Immutable and thread-safe.</summary>
public sealed class PolicyMutant
{
    private readonly Mutation _mutation;
    private readonly TellingRequest? _telling;

    internal PolicyMutant(Mutation mutation, PolicyMutantStatus status, PolicyTestCase? killedBy, TellingRequest? telling)
    {
        (_mutation, Status, KilledBy, _telling) = (mutation, status, killedBy, telling);
        LinePosition position = mutation.Document.Source.GetPosition(mutation.Span.Start);
        Place = new SourcePlace(mutation.Document.Source.Name, position.Line, position.Column);
    }

    /// <summary>What spoiled it.</summary>
    public PolicyMutationOperator Operator => _mutation.Operator;

    /// <summary>The policy as it is.</summary>
    public PolicyDocument Document => _mutation.Document;

    /// <summary>The spoiled policy; <c>null</c> when the policy, or a level of the organization, is taken away.</summary>
    public PolicyDocument? Mutated => _mutation.Replacement;

    /// <summary>Where it was spoiled: the file as the policy names it.</summary>
    public SourcePlace Place { get; }

    /// <summary>The characters that were changed, in <see cref="Document"/>.</summary>
    public SourceSpan Span => _mutation.Span;

    /// <summary>What stands there, on one line and cut where it is long.</summary>
    public string Before => _mutation.Before;

    /// <summary>What the mutant has there; empty when it is gone.</summary>
    public string After => _mutation.After;

    /// <summary>The change in one line: <c>before → after</c>.</summary>
    public string Description => After.Length == 0 ? $"without {Before}" : $"{Before} → {After}";

    /// <summary>Whether the suite notices.</summary>
    public PolicyMutantStatus Status { get; }

    /// <summary>The first case that notices; <c>null</c> unless <see cref="Status"/> is <see cref="PolicyMutantStatus.Killed"/>.</summary>
    public PolicyTestCase? KilledBy { get; }

    /// <summary>
    /// A case that passes with the policies as they are and not with the mutant; <c>null</c> unless the mutant survived and such a request was
    /// found. That none was found does not prove that there is none.
    /// </summary>
    public PolicyTestCase? TellingCase => _telling?.Case;

    /// <summary>What the policies as they are answer to <see cref="TellingCase"/>.</summary>
    public DecisionKind? TellingDecision => _telling?.Before;

    /// <summary>What the mutant answers to <see cref="TellingCase"/>.</summary>
    public DecisionKind? MutatedDecision => _telling?.After;

    /// <summary>A test for a suite file that asks <see cref="TellingCase"/>, as YAML under <c>tests:</c>; <c>null</c> when there is none.</summary>
    public string? SuggestedTest => _telling is null ? null : SuggestedTestText.Write(this, _telling.Case);

    /// <summary>The policies with the mutant among them.</summary>
    /// <param name="policies">Policies that hold <see cref="Document"/>; others stay as they are.</param>
    public PolicySet Apply(PolicySet policies)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return _mutation.Apply(policies);
    }

    /// <summary>The place, the operator and the change.</summary>
    public override string ToString() => $"{Place}: {Operator}: {Description}";
}
