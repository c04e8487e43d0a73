using IamSim.Environments.Formats.Deployment;
using IamSim.Environments.Loading;
using IamSim.Json;

namespace IamSim.Environments.Formats.CloudFormation;

/// <summary>A CloudFormation template, in JSON or YAML, also one that the CDK wrote.</summary>
internal sealed class CloudFormationFormat : IEnvironmentFormat
{
    public string Name => "AWS CloudFormation template";

    public bool CanRead(in EnvironmentDocument document) =>
        document.Root.TryGetObject("Resources", out JsonNode resources)
        && (document.Root.TryGetProperty("AWSTemplateFormatVersion", out _) || resources.ToList().Exists(static resource => resource.GetText("Type")?.Contains("::", StringComparison.Ordinal) == true));

    public void Read(in EnvironmentDocument document, EnvironmentBuilder builder)
    {
        (string? account, string? region) = builder.Assemblies.EnvironmentOf(document.File);
        var scope = new DeploymentScope(document, builder, account ?? document.File.AccountId, region ?? document.File.Region);
        var template = new Template(document, scope, isJson: !YamlText.IsYaml(document.File, document.Root.Source));
        TellTransforms(document.Root, builder);
        template.ApplyConditions();
        new TemplateReader(template).Read();
    }

    private static void TellTransforms(JsonNode root, EnvironmentBuilder builder)
    {
        // This one only adds functions.
        const string Harmless = "AWS::LanguageExtensions";
        if (root.TryGetMember("Transform", out JsonNode transforms))
        {
            foreach (JsonNode transform in transforms.Kind == JsonKind.Array ? transforms.ToList() : [transforms])
            {
                if (transform.Text != Harmless)
                {
                    builder.Findings.Add(EnvironmentDiagnostics.HiddenResources, transform, $"the transform {JsonNode.Quote(transform.IsScalarText ? transform.Text : "of an object")} may make roles and policies", "load the processed template: 'aws cloudformation get-template --template-stage Processed'");
                }
            }
        }
    }
}
