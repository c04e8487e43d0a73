using System.Runtime.CompilerServices;
using IamSim.Compilation;

namespace IamSim.Testing;

/// <summary>The parts of statements, found once for each compiled statement. For one thread.</summary>
internal sealed class StatementParts
{
    private readonly ConditionalWeakTable<CompiledStatement, StatementView> _views = [];

    /// <summary>The parts of a statement.</summary>
    public StatementView Of(CompiledPolicy policy, CompiledStatement statement) => _views.GetValue(statement, key => new StatementView(policy, key));
}
