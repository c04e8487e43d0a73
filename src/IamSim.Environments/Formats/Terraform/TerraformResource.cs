using IamSim.Environments.Formats.Deployment;
using IamSim.Json;

namespace IamSim.Environments.Formats.Terraform;

/// <summary>An instance of a resource or data source, with its values as far as they are known.</summary>
/// <param name="Address">Its address, with module and index.</param>
/// <param name="Module">The address of its module; empty for the root.</param>
/// <param name="IsData">Whether it is a data source.</param>
/// <param name="Type">Its type.</param>
/// <param name="Name">Its name within the module.</param>
/// <param name="Index">Its key among those of <c>count</c> or <c>for_each</c>, as an address writes it; <c>null</c> for none.</param>
/// <param name="Values">Its values: what is not known yet is open.</param>
/// <param name="Origin">Where it stands.</param>
internal sealed record TerraformResource(string Address, string Module, bool IsData, string Type, string Name, string? Index, DeployedValue Values, JsonNode Origin)
{
    /// <summary>The type and name as a reference within the module writes them.</summary>
    public string LocalName => IsData ? $"data.{Type}.{Name}" : $"{Type}.{Name}";

    /// <summary>A text that is known and not empty.</summary>
    public string? KnownText(string name) => Values.GetText(name) is { } text && !OpenText.IsOpen(text) ? text : null;

    /// <summary>Whether nobody knows a value, or part of it, before it is deployed.</summary>
    public bool IsUnknown(string name) => Values.Get(name) is { IsOpen: true };

    /// <summary>The tags: with those of the provider, where they are known.</summary>
    public Dictionary<string, string> Tags => Values.Get("tags_all") is { Kind: DeployedKind.Map, IsOpen: false } ? Values.GetTags("tags_all") : Values.Get("tags") is { Kind: DeployedKind.Map } ? Values.GetTags("tags") : [];

    /// <summary>The address.</summary>
    public override string ToString() => Address;
}
