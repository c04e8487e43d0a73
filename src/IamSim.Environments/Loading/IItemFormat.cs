using IamSim.Json;

namespace IamSim.Environments.Loading;

/// <summary>
/// A form of documents that are an object with lists of many items. They are read item by item and never held as a whole, however large they are:
/// one document, an array of them, or one behind the other. Stateless.
/// </summary>
internal interface IItemFormat
{
    /// <summary>What people call it, such as the command that prints it.</summary>
    public string Name { get; }

    /// <summary>Names of members whose objects the format takes as text, such as policies: they are not looked into.</summary>
    public IReadOnlyList<string> PolicyNames { get; }

    /// <summary>Whether a list of this name can be one of this form.</summary>
    public bool IsList(string name);

    /// <summary>Whether a list is one of this form, from its first item.</summary>
    /// <param name="name">The name of the list.</param>
    /// <param name="first">The first item; <c>null</c> for an empty list.</param>
    public bool CanRead(string name, JsonNode? first);

    /// <summary>Reads an item, of which no node may be kept: its memory is for the next one.</summary>
    public void ReadItem(EnvironmentFile file, string list, JsonNode item, EnvironmentBuilder builder);

    /// <summary>Reads a member beside the lists that is no list and no object.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value, as the root of a text of its own.</param>
    /// <param name="builder">Takes it.</param>
    public void ReadMember(EnvironmentFile file, string name, JsonNode value, EnvironmentBuilder builder);

    /// <summary>Called behind each document.</summary>
    public void EndDocument(EnvironmentFile file, EnvironmentBuilder builder);
}
