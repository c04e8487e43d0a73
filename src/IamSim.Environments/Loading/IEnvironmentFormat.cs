namespace IamSim.Environments.Loading;

/// <summary>What one kind of file looks like and how it is read. Stateless.</summary>
internal interface IEnvironmentFormat
{
    /// <summary>What people call it, such as the command that prints it.</summary>
    public string Name { get; }

    /// <summary>Whether a document has this form. Looks at names of members, and at the place of the file only where the content does not say.</summary>
    public bool CanRead(in EnvironmentDocument document);

    /// <summary>Reads it. What is wrong becomes a finding; the rest is read.</summary>
    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder);
}
