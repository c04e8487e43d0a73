using System.Collections.Immutable;
using IamSim.Policies;
using IamSim.ServiceData;

namespace IamSim.Linting;

/// <summary>A policy as rules look at it: its statements taken apart, each once for all rules.</summary>
internal sealed class LintedPolicy
{
    public LintedPolicy(PolicyDocument document, PolicyKind kind, PolicyValidationOptions options, ServiceReference services)
    {
        Document = document;
        Kind = kind;
        Options = options;
        Services = services;
        Expander = new ActionExpander(services);
        Statements = [.. document.Statements.Select((statement, index) => new LintedStatement(this, statement, index))];
    }

    public PolicyDocument Document { get; }

    public PolicyKind Kind { get; }

    public PolicyValidationOptions Options { get; }

    public ServiceReference Services { get; }

    public ActionExpander Expander { get; }

    public ImmutableArray<LintedStatement> Statements { get; }

    public bool IsRoleTrust => Kind == PolicyKind.Resource && Options.ResourcePolicyKind == ResourcePolicyKind.RoleTrust;

    /// <summary>Whether variables are replaced (VAR-2).</summary>
    public bool ReplacesVariables => Document.Version?.Text == Compilation.PolicyCompiler.Current;
}
