namespace IamSim.Extensions.DependencyInjection;

/// <summary>The name of a registered policy set; empty for the unnamed one.</summary>
internal sealed record PolicySetName(string Name)
{
    /// <summary>The name as logs, messages and metrics show it.</summary>
    public static string Display(string name) => name.Length == 0 ? "default" : name;
}
