namespace IamSim.Tool.Tests;

public sealed class BatchCsvTests
{
    private const string Policies = """
        {"identity":[{"Version":"2012-10-17","Statement":[
          {"Sid":"Net","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}},
          {"Sid":"Tags","Effect":"Allow","Action":"s3:PutObject","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["a;b","c","d\\"]},"Null":{"aws:TagKeys":"false"}}},
          {"Sid":"Name","Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"StringEquals":{"x:name":"say \"hi\", twice"}}},
          {"Sid":"Empty","Effect":"Allow","Action":"s3:DeleteObject","Resource":"*","Condition":{"StringEquals":{"x:name":""}}},
          {"Sid":"Nobody","Effect":"Allow","Action":"s3:GetBucketTagging","Resource":"*","Condition":{"Null":{"aws:username":"true"}}}]}]}
        """;

    private const string Alice = "arn:aws:iam::111122223333:user/alice";

    [Fact]
    public void Columns_are_members_of_the_request_or_context_keys()
    {
        string[] answers = Answers(
            "id,principal,action,resource,resourceAccount,aws:SourceIp,aws:TagKeys[],x:name,aws:username",
            $"a,{Alice},s3:GetObject,arn:aws:s3:::b/k,111122223333,10.1.2.3,,,",
            $"b,{Alice},s3:GetObject,arn:aws:s3:::b/k,111122223333,,,,",
            $"c,{Alice},s3:PutObject,arn:aws:s3:::b/k,111122223333,,a\\;b;c;d\\\\,,",
            $"d,{Alice},s3:PutObject,arn:aws:s3:::b/k,111122223333,,a;b,,",
            $"e,{Alice},s3:ListBucket,arn:aws:s3:::b,111122223333,,,\"say \"\"hi\"\", twice\",",
            $"f,{Alice},s3:DeleteObject,arn:aws:s3:::b/k,111122223333,,,\"\",",
            $"g,{Alice},s3:DeleteObject,arn:aws:s3:::b/k,111122223333,,,,",
            $"h,{Alice},s3:GetBucketTagging,arn:aws:s3:::b,111122223333,,,,\\N",
            $"\"i,j\",{Alice},s3:GetBucketTagging,arn:aws:s3:::b,111122223333,,,,");

        Assert.Equal(
            [
                "2,a,Allowed,identity,,identity[0],p.json,Net,2,3,,,", "3,b,ImplicitDeny,none,identity,,,,,,,,", "4,c,Allowed,identity,,identity[0],p.json,Tags,3,3,,,",
                "5,d,ImplicitDeny,none,identity,,,,,,,,", "6,e,Allowed,identity,,identity[0],p.json,Name,4,3,,,", "7,f,Allowed,identity,,identity[0],p.json,Empty,5,3,,,",
                "8,g,ImplicitDeny,none,identity,,,,,,,,", "9,h,Allowed,identity,,identity[0],p.json,Nobody,6,3,,,", "10,\"i,j\",ImplicitDeny,none,identity,,,,,,,,",
            ],
            answers);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    public void Another_separator_is_told_by_the_header(char separator)
    {
        string row = $"{Alice},s3:GetObject,arn:aws:s3:::b/k,10.1.2.3".Replace(',', separator);

        Assert.StartsWith("2,,Allowed", Answers("principal,action,resource,aws:SourceIp".Replace(',', separator), row)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Several_resources_must_all_be_allowed()
    {
        string[] answers = Answers("principal,action,resource[],aws:SourceIp", $"{Alice},s3:GetObject,arn:aws:s3:::b/k;arn:aws:s3:::b/l,10.0.0.1", $"{Alice},s3:GetObject,arn:aws:s3:::b/k;arn:aws:s3:::c/l,10.0.0.1");

        Assert.StartsWith("2,,Allowed", answers[0], StringComparison.Ordinal);
        Assert.StartsWith("3,,ImplicitDeny", answers[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData($"{Alice},s3:GetObject", "2:1: error: the row has 2 fields, the header names 4 columns")]
    [InlineData($"{Alice},s3:GetObject,*,1,2", "2:1: error: the row has 5 fields, the header names 4 columns")]
    [InlineData($"{Alice},,*,1", "2:38: error: the field of 'action' is empty")]
    [InlineData($"\"{Alice}\",GetObject,*,1", "2:40: error IAM1003: 'GetObject' is not an action: expected service:Name, such as s3:GetObject")]
    [InlineData("alice,s3:GetObject,*,1", "2:1: error IAM1003: 'principal' is the string 'alice': expected the ARN of")]
    [InlineData($"{Alice},s3:GetObject,é,1", "2:51: error IAM1003: 'resource' must be an ARN with six parts")]
    [InlineData($"{Alice},s3:GetObject,*,\"open", "2:53: error: a double quote is not closed on its line")]
    [InlineData($"{Alice},s3:GetObject,*,a\"b\"", "2:53: error: the field of 'aws:SourceIp' has a double quote inside that is not doubled")]
    [InlineData($"{Alice},s3:GetObject,*,\"a\"b\"c\"", "2:53: error: the field of 'aws:SourceIp' has a double quote inside that is not doubled")]
    [InlineData($"{Alice},s3:GetObject,*,a\rb", "2:54: error: a carriage return stands inside the line")]
    public void A_bad_row_is_told_with_its_place_and_the_rest_goes_on(string row, string message)
    {
        using var folder = new TemporaryFolder();
        ToolResult result = Run(folder, "", $"principal,action,resource,aws:SourceIp\n{row}\n{Alice},s3:GetObject,arn:aws:s3:::b/k,10.0.0.1\n");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"r.csv:{message}", result.Error, StringComparison.Ordinal);
        string[] lines = result.Output.Split('\n');
        Assert.StartsWith("2,,,,,,,,,,,,", lines[1], StringComparison.Ordinal);
        Assert.Contains("column ", lines[1], StringComparison.Ordinal);
        Assert.StartsWith("3,,Allowed", lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("principle,action,resource", "r.csv:1:1: error: there is no column 'principle': expected one of id, now, principal, action, resource, resourceAccount, or a context key such as aws:SourceIp\nhelp: did you mean 'principal'?")]
    [InlineData("principal,action", "r.csv:1:1: error: the header has no column 'resource'\nhelp: a header is such as")]
    [InlineData("principal,action,resource,aws:a,aws:A", "r.csv:1:33: error: the column 'aws:A' stands twice")]
    [InlineData("principal[],action,resource", "r.csv:1:1: error: the column 'principal[]' cannot be a list")]
    [InlineData("", "r.csv is empty: expected a header such as principal,action,resource")]
    public void A_wrong_header_ends_the_run(string header, string message)
    {
        using var folder = new TemporaryFolder();

        ToolResult result = Run(folder, "", header);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Byte_order_mark_line_ends_of_Windows_and_a_quoted_header_do_no_harm()
    {
        using var folder = new TemporaryFolder();

        ToolResult result = Run(folder, "", $"\uFEFF\"principal\",\"action\",\"resource\",\"aws:SourceIp\"\r\n\r\n\"{Alice}\",s3:GetObject,arn:aws:s3:::b/k,\"10.0.0.1\"");

        Assert.StartsWith("3,,Allowed", result.Output.Split('\n')[1], StringComparison.Ordinal);
        Assert.Equal(0, result.ExitCode);
    }

    [Fact]
    public void A_mark_in_front_of_a_row_is_a_character_of_it_wherever_the_row_stands()
    {
        string row = $"\uFEFFa,{Alice},s3:GetObject,arn:aws:s3:::b/k,10.1.2.3";

        string[] answers = Answers("id,principal,action,resource,aws:SourceIp", row, row);

        Assert.Equal(["3" + answers[0][1..]], answers[1..]);
        Assert.StartsWith("2,\uFEFFa,Allowed,", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_in_CSV_is_resumed()
    {
        using var folder = new TemporaryFolder();
        string input = "principal,action,resource\r\n" + string.Concat(Enumerable.Range(0, 3000).Select(static i => $"{Alice},s3:GetObject,arn:aws:s3:::b/{i}\r\n"));
        string whole = Run(folder, "--threads 4", input).Output;
        folder.Write("out", whole[..(whole.Length / 2)]);

        Assert.Equal(0, Run(folder, "--output out --resume", input).ExitCode);

        Assert.Equal(whole, File.ReadAllText(Path.Combine(folder.Location, "out")));
    }

    private static string[] Answers(string header, params string[] rows)
    {
        using var folder = new TemporaryFolder();
        ToolResult result = Run(folder, "", string.Join('\n', [header, .. rows]));
        Assert.Equal(0, result.ExitCode);
        return result.Output.TrimEnd('\n').Split('\n')[1..];
    }

    private static ToolResult Run(TemporaryFolder folder, string options, string input)
    {
        folder.Write("p.json", Policies);
        folder.Write("r.csv", input);
        return ToolProcess.Run(["batch", "--policies", "p.json", "--format", "csv", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "r.csv"], "", folder.Location);
    }
}
