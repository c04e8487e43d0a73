using System.Collections.Immutable;

namespace IamSim.Fuzz.Targets;

/// <summary>Every target.</summary>
internal static class FuzzTargets
{
    public static ImmutableArray<IFuzzTarget> All { get; } =
    [
        new JsonTarget(),
        new PolicyTarget(),
        new EvaluationTarget(),
        new IdentifierTarget(),
        new ValueTarget(),
        new PatternTarget(),
        new VariableTarget(),
        new ConditionTarget(),
        new QuestionTarget("questions-conditions", "conditions"),
        new QuestionTarget("questions", "everything"),
        new QuestionTarget("questions-damaged", "imported documents"),
        new ScenarioTarget(),
        new RequestLineTarget(),
        new LineBlockTarget(),
        new RowTarget(),
        new PartTarget(),
        new EnvironmentTarget("details", "accounts/111122223333/get-account-authorization-details.json"),
        new EnvironmentTarget("organizations", "organization/a.json", "list-policies-for-target/ou-ac3e-work0001.SERVICE_CONTROL_POLICY.json", "describe-policy/p-1.json", "list-tags-for-resource/111122223333.json", "list-parents/111122223333.json"),
        new EnvironmentTarget(
            "resource-policies", "accounts/111122223333/eu-west-1/kms/get-key-policy/k.json", "accounts/111122223333/s3api/get-bucket-policy/b.json", "accounts/111122223333/eu-west-1/lambda/get-policy/f.json",
            "accounts/111122223333/eu-west-1/kms/list-grants/k.json", "accounts/111122223333/eu-west-1/sqs/get-queue-attributes/q.json", "accounts/111122223333/eu-west-1/ec2/describe-vpc-endpoints.json", "a.json", "a.ndjson"),
        new EnvironmentTarget("config", "snapshot.json"),
        new EnvironmentTarget("cloudformation", "template.yaml", "template.json"),
        new EnvironmentTarget("terraform", "plan.json", "terraform.tfstate"),
        new EnvironmentTarget("notation", "environment.yaml", "environment.json"),
        new FolderTarget(),
        new SuiteTarget(),
        new ConversionTarget(),
        new LintTarget(),
        new SettingsTarget(),
        new PathPatternTarget(),
        new CatalogTarget(),
        new ExplanationTarget(),
        new ValidationReportTarget(),
        new HtmlTarget(),
        new ReportTarget(),
        new FieldTarget(),
    ];

    public static IFuzzTarget? Of(string name) => All.FirstOrDefault(target => string.Equals(target.Name, name, StringComparison.Ordinal));
}
