using static IamSim.Environments.Tests.EnvironmentSketch;

namespace IamSim.Environments.Tests;

public sealed class AssumeRoleGraphTests
{
    [Fact]
    public void Mermaid_shows_accounts_as_boxes_and_conditions_on_dotted_arrows() => Assert.Equal(
        """
        graph LR
          subgraph a0["111122223333"]
            n0["user/alice"]
            n1("role/admin")
            n2("role/app")
          end
          subgraph a1["999988887777"]
            n3{{"anyone of account 999988887777"}}
          end
          n4{{"ec2.amazonaws.com"}}
          n0 -.->|"aws:MultiFactorAuthPresent"| n1
          n1 --> n2
          n3 --> n2
          n4 --> n2

        """,
        Sketch().ToMermaid());

    [Fact]
    public void Dot_shows_the_same() => Assert.Equal(
        """
        digraph roles {
          rankdir=LR;
          node [shape=box];
          subgraph cluster_0 {
            label="111122223333";
            n0 [label="user/alice"];
            n1 [label="role/admin", style=rounded];
            n2 [label="role/app", style=rounded];
          }
          subgraph cluster_1 {
            label="999988887777";
            n3 [label="anyone of account 999988887777", shape=hexagon];
          }
          n4 [label="ec2.amazonaws.com", shape=hexagon];
          n0 -> n1 [style=dashed, label="aws:MultiFactorAuthPresent"];
          n1 -> n2;
          n3 -> n2;
          n4 -> n2;
        }

        """,
        Sketch().ToDot());

    [Fact]
    public void A_session_that_a_trust_policy_names_is_a_step_from_its_role()
    {
        EnvironmentAnalyzer analyzer = new EnvironmentSketch()
            .User(Production, "alice")
            .Role(Production, "mid", """{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:user/alice"},"Action":"sts:AssumeRole"}""")
            .Role(Production, "top", """{"Effect":"Allow","Principal":{"AWS":["arn:aws:sts::111122223333:assumed-role/mid/night","arn:aws:sts::111122223333:assumed-role/top/night"]},"Action":"sts:AssumeRole"}""",
                """{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}""")
            .Bucket(Production, "data")
            .Bucket(Production, "night", """{"Effect":"Allow","Principal":{"AWS":"arn:aws:sts::111122223333:assumed-role/mid/night"},"Action":"s3:PutObject","Resource":"*"}""")
            .Analyze();

        AssumeRoleGraph graph = analyzer.GetAssumeRoleGraph(TestContext.Current.CancellationToken);
        Assert.Equal(["alice assumes mid", "mid assumes top"], graph.Edges.Select(static edge => $"{edge.Source.Identity!.Name} assumes {edge.Target.Identity!.Name}"));
        Assert.Equal(("arn:aws:iam::111122223333:role/mid", "arn:aws:sts::111122223333:assumed-role/mid/night"), (graph.Edges[1].Source.Name, graph.Edges[1].Source.Principal.Text));
        Assert.Equal(3, graph.Nodes.Length);

        var options = new WhoCanOptions { ThroughRoles = true };
        WhoCanRow through = Assert.Single(analyzer.WhoCan("s3:GetObject", "arn:aws:s3:::data/x", options: options, cancellationToken: TestContext.Current.CancellationToken).Rows, static row => row.Subject.Identity?.Name == "alice");
        Assert.Equal((AccessState.Allowed, 2), (through.State, through.Path.Length));
        WhoCanRow written = Assert.Single(analyzer.WhoCan("s3:PutObject", "arn:aws:s3:::night/x", options: options, cancellationToken: TestContext.Current.CancellationToken).Rows, static row => row.Subject.Identity?.Name == "alice");
        Assert.Equal("arn:aws:sts::111122223333:assumed-role/mid/night", written.Explain().Request.Principal.Text);
    }

    [Fact]
    public void Around_a_node_is_what_it_reaches_and_what_reaches_it()
    {
        AssumeRoleGraph graph = Sketch().Around("arn:aws:iam::111122223333:role/admin", 1);
        Assert.Equal(["user/alice", "role/admin", "role/app"], graph.Nodes.Select(static node => node.Name[(node.Name.LastIndexOf(':') + 1)..]));
        Assert.Equal(2, graph.Edges.Length);
        Assert.Empty(Sketch().Around("nobody").Nodes);
    }

    [Fact]
    public void A_name_is_a_label_and_nothing_else()
    {
        AssumeRoleGraph graph = new EnvironmentSketch()
            .User(Production, "a\"]; click <b>", Statement)
            .Role(Production, "r", """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole"}""")
            .Analyze().GetAssumeRoleGraph(TestContext.Current.CancellationToken);

        Assert.Contains("[\"user/a#34;#93;#59; click #60;b#62;\"]", graph.ToMermaid(), StringComparison.Ordinal);
        Assert.Contains("[label=\"user/a\\\"]; click <b>\"]", graph.ToDot(), StringComparison.Ordinal);
    }

    private const string Statement = """{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"*"}""";

    private static AssumeRoleGraph Sketch() => new EnvironmentSketch()
        .User(Production, "alice", Statement)
        .Role(Production, "admin", """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"sts:AssumeRole","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}}""")
        .Role(Production, "app", """{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam::111122223333:role/admin","999988887777"],"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""")
        .Analyze().GetAssumeRoleGraph(TestContext.Current.CancellationToken);
}
