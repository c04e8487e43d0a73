using IamSim.Diagnostics;

namespace IamSim.Environments.Tests;

public sealed class DeepFoldersTests
{
    [Fact]
    public void A_folder_that_lies_too_deep_is_a_finding_and_what_lies_above_it_is_read()
    {
        string deep = string.Join('/', Enumerable.Repeat("d", 20));
        using TemporaryFolder folder = new TemporaryFolder()
            .With($"{deep}/read.json", """{"UserDetailList": [{"Arn": "arn:aws:iam::111122223333:user/read"}]}""")
            .With($"{deep}/e/lost.json", """{"UserDetailList": [{"Arn": "arn:aws:iam::111122223333:user/lost"}]}""");
        AwsEnvironment environment = folder.Load();
        Assert.Equal("read", Assert.Single(environment.Principals).Name);
        Diagnostic finding = Assert.Single(environment.Diagnostics);
        Assert.Equal("IAM3002", finding.Id);
        Assert.Equal("a folder more than 20 levels deep, which is not looked into", finding.Message);
        Assert.EndsWith("/d/e", finding.Source.Name, StringComparison.Ordinal);
    }
}
