namespace IamSim.Fuzz.Targets;

/// <summary>What most targets have in common.</summary>
internal abstract class FuzzTarget(string name, int cost, string invariants) : IFuzzTarget
{
    public string Name { get; } = name;

    public string Invariants { get; } = invariants;

    public int Cost { get; } = cost;

    public virtual IReadOnlyList<string> Tokens => [];

    public virtual bool IsJson => false;

    public virtual bool UsesReference => false;

    public virtual int MaximumLength => 2048;

    public abstract void Run(byte[] input);
}
