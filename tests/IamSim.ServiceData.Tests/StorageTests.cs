using IamSim.ServiceData.Generator;
using IamSim.ServiceData.Generator.Sources;
using IamSim.ServiceData.Generator.Writing;
using IamSim.ServiceData.Storage;

namespace IamSim.ServiceData.Tests;

public sealed class StorageTests
{
    internal static byte[] Embedded { get; } = ReadEmbedded();

    [Fact]
    public void The_embedded_file_is_at_most_250_kilobytes() => Assert.InRange(Embedded.Length, 1, 250_000);

    [Fact]
    public void The_embedded_file_passes_every_check_of_a_foreign_one()
    {
        using var stream = new MemoryStream(Embedded);

        Assert.Equal(ServiceReference.Default.ServicePrefixes, ServiceReference.Load(stream).ServicePrefixes);
    }

    [Fact]
    public void Writing_what_was_read_gives_the_same_bytes() =>
        Assert.Equal(Embedded, CatalogWriter.Write(SourceOfFile.Read(ServiceReference.Default)));

    [Fact]
    public void The_source_gives_the_same_bytes_again()
    {
        Assert.SkipWhen(SourceFolder.Package is null || SourceFolder.Supplement is null, $"{SourceFolder.Variable} and {SourceFolder.SupplementVariable} name no unpacked packages");

        SourceCatalog catalog = Supplement.Add(GenerateCommand.Read(SourceFolder.Package!, date: null), GenerateCommand.Read(SourceFolder.Supplement!, date: null));
        Assert.Equal(Embedded, CatalogWriter.Write(Gaps.Fill(catalog, [])));
    }

    [Theory]
    [InlineData("service", 1)]
    [InlineData("action", 1)]
    [InlineData("expansion", 1)]
    [InlineData("service key", 1)]
    [InlineData("global key", 0)]
    [InlineData("provider key", 1)]
    [InlineData("resource type", 3)]
    [InlineData("unknown service", 0)]
    [InlineData("prefixes", 0)]
    public void A_question_decodes_only_the_services_that_it_is_about(string question, int services)
    {
        ServiceReference reference = Load();
        _ = question switch
        {
            "service" => reference.FindService("ec2"),
            "action" => reference.FindAction("ec2:RunInstances"),
            "expansion" => reference.ExpandActions("ec2:Describe*").Count(),
            "service key" => reference.FindConditionKey("ec2:Region"),
            "global key" => reference.FindConditionKey("aws:SourceIp"),
            "provider key" => reference.FindConditionKey("saml:aud"),
            // S3 itself, Systems Manager, which lists buckets too, and Backup, whose recovery points have ARNs of any service.
            "resource type" => reference.FindResourceTypes("arn:aws:s3:::reports/*").Count(),
            "unknown service" => reference.FindService("nosuch"),
            _ => (object)reference.ServicePrefixes,
        };

        Assert.Equal(services, reference.Catalog.DecodedServices);
        Assert.InRange(reference.Catalog.DecodedBlocks, Math.Min(services, 1), services);
        Assert.InRange(reference.Catalog.Header.Blocks.Length, 20, 100);
    }

    [Fact]
    public void A_service_is_decoded_once_and_kept()
    {
        ServiceReference reference = Load();

        Assert.Same(reference.FindService("s3"), reference.FindService("S3"));
        Assert.Same(reference.FindAction("s3:GetObject"), reference.ExpandActions("s3:GetO*").First());
        Assert.Equal((1, 1), (reference.Catalog.DecodedBlocks, reference.Catalog.DecodedServices));
    }

    [Fact]
    public async Task Many_threads_get_the_same_services_and_each_is_decoded_once()
    {
        ServiceReference reference = Load();
        string[] prefixes = [.. reference.ServicePrefixes];
        using var start = new Barrier(8);
        Task<ServiceDefinition[]>[] asking = [.. Enumerable.Range(0, 8).Select(turn => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait(TestContext.Current.CancellationToken);
                var found = new ServiceDefinition[prefixes.Length];
                for (int i = 0; i < prefixes.Length; i++)
                {
                    int place = (i * 7 + turn * 57) % prefixes.Length;
                    found[place] = reference.FindService(prefixes[place])!;
                    found[place].FindAction("none");
                    found[place].FindConditionKey("none");
                }

                return found;
            },
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        ServiceDefinition[][] answers = await Task.WhenAll(asking);

        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
        Assert.Equal(prefixes.Length, reference.Catalog.DecodedServices);
    }

    [Fact]
    public void A_file_is_loaded_by_path_and_can_be_deleted()
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        File.WriteAllBytes(path, Embedded);
        ServiceReference reference = ServiceReference.Load(path);
        File.Delete(path);

        Assert.Equal(AccessLevel.Read, reference.FindAction("s3:GetObject")!.AccessLevel);
        Assert.Throws<FileNotFoundException>(() => ServiceReference.Load(path));
    }

    internal static ServiceReference Load()
    {
        using var stream = new MemoryStream(Embedded);
        return ServiceReference.Load(stream);
    }

    private static byte[] ReadEmbedded()
    {
        using Stream stream = typeof(ServiceReference).Assembly.GetManifestResourceStream("ServiceReference.bin")!;
        return CatalogFile.ReadAll(stream);
    }
}
