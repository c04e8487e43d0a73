namespace IamSim.Environments.Tests.Formats;

/// <summary>Findings as people read them, with the names of files below the folder.</summary>
internal static class FolderFindings
{
    public static string[] Findings(this TemporaryFolder folder, AwsEnvironment environment) =>
        [.. environment.Diagnostics.Select(finding => finding.ToString().Replace(folder.Path + "/", "", StringComparison.Ordinal))];

    public static string[] Helps(this AwsEnvironment environment) => [.. environment.Diagnostics.Select(static finding => finding.Help ?? "")];

    public static EnvironmentResource Resource(this AwsEnvironment environment, string arn) => Assert.Single(environment.Resources, resource => resource.Arn == arn);
}
