using IamSim.ServiceData.Arns;

namespace IamSim.ServiceData;

/// <summary>A resource type that AWS documents, with the forms that its ARNs have. Immutable.</summary>
/// <remarks>
/// A placeholder such as <c>${Region}</c> stands for one character or more without a colon, and in the last part of the ARN without a slash,
/// save for the placeholders that AWS means to hold whole paths; the guide "The service catalog" has the table. <c>${Account}</c> can be empty,
/// save in S3: what belongs to AWS itself has no account.
/// </remarks>
public sealed class ResourceTypeDefinition
{
    // Made when somebody asks; whoever is first makes the same.
    private ArnForm[]? _forms;

    internal ResourceTypeDefinition(string service, string name, IReadOnlyList<string> arnPatterns, IReadOnlyList<ConditionKeyDefinition> conditionKeys)
    {
        Service = service;
        Name = name;
        ArnPatterns = arnPatterns;
        ConditionKeys = conditionKeys;
    }

    /// <summary>The prefix of the service that documents it. The ARNs can name another one.</summary>
    public string Service { get; }

    /// <summary>The name as AWS writes it, such as <c>bucket</c>; unique within its service, in whatever case.</summary>
    public string Name { get; }

    /// <summary>The forms of its ARNs with AWS's placeholders, such as <c>arn:${Partition}:s3:::${BucketName}</c>. Several for some types.</summary>
    public IReadOnlyList<string> ArnPatterns { get; }

    /// <summary>The condition keys that every action on a resource of the type can carry.</summary>
    public IReadOnlyList<ConditionKeyDefinition> ConditionKeys { get; }

    /// <summary>Whether a concrete ARN has one of the forms. Every character stands for itself.</summary>
    /// <param name="arn">An ARN; any text is allowed. Case counts.</param>
    public bool IsMatch(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        return Meets(PolicyResource.Concrete(arn));
    }

    /// <summary>Whether what a policy writes as Resource can cover a resource of the type.</summary>
    /// <param name="arn">An ARN or a pattern, with the wildcards and policy variables that Resource allows, or <c>*</c>. Case counts.</param>
    /// <returns>Whether there is an ARN of one of the forms that the pattern covers; a policy variable can stand for any text.</returns>
    public bool CanMatch(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        return Meets(PolicyResource.Pattern(arn));
    }

    /// <summary>The service and the name.</summary>
    public override string ToString() => $"{Service} {Name}";

    internal bool Meets(PolicyResource resource)
    {
        _forms ??= [.. ArnPatterns.Select(pattern => new ArnForm(Service, pattern))];
        return Array.Exists(_forms, form => form.Meets(resource));
    }
}
