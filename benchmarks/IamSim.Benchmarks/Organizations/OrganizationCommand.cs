using System.Diagnostics;
using System.Globalization;

namespace IamSim.Benchmarks.Organizations;

/// <summary>Writes a generated organization to a folder, in the layout of docs/guides/collect-an-environment.md.</summary>
internal static class OrganizationCommand
{
    private const int Buffer = 1 << 20;

    /// <param name="folder">Where to write; files of the same names are replaced.</param>
    /// <param name="options">Pairs such as <c>--accounts 200</c>; see <see cref="Read"/>.</param>
    /// <param name="output">Told what was written.</param>
    public static int Run(string folder, string[] options, TextWriter output)
    {
        if (Read(options, output) is not { } shape)
        {
            return 2;
        }

        long start = Stopwatch.GetTimestamp();
        var organization = new GeneratedOrganization(shape);
        new OrganizationFiles(organization, folder).Write();
        string[][] sets = new string[shape.Accounts][];
        long bytes = 0;
        Parallel.For(0, shape.Accounts, place =>
        {
            string path = Path.Combine(folder, "accounts", organization.Accounts[place], "get-account-authorization-details.json");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, Buffer);
            sets[place] = organization.WriteAuthorizationDetails(place, file);
            Interlocked.Add(ref bytes, file.Position);
        });

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        int distinct = sets.SelectMany(static each => each).Distinct(StringComparer.Ordinal).Count();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{shape.Accounts} accounts, {shape.Accounts * shape.Roles:N0} roles with {distinct:N0} different sets of policies, {bytes / 1e6:N0} MB in {seconds:N1} s"));
        return 0;
    }

    private static OrganizationShape? Read(string[] options, TextWriter output)
    {
        var shape = new OrganizationShape();
        for (int i = 0; i < options.Length; i += 2)
        {
            int number = i + 1 < options.Length && int.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int parsed) ? parsed : -1;
            OrganizationShape? changed = number < 0 ? null : options[i] switch
            {
                "--accounts" when number is > 0 and <= 10_000 => shape with { Accounts = number },
                "--roles" => shape with { Roles = number },
                "--policies" => shape with { PoliciesOfRole = number },
                "--shared" when number > 0 => shape with { SharedPolicies = number },
                "--repeated" when number <= 100 => shape with { RepeatedPart = number },
                "--seed" => shape with { Seed = number },
                _ => null,
            };
            if (changed is null)
            {
                output.WriteLine($"'{string.Join(' ', options.Skip(i).Take(2))}' is none of --accounts N, --roles N, --policies N (of a role), --shared N (managed policies of all accounts), --repeated N (of 100 roles), --seed N");
                return null;
            }

            shape = changed;
        }

        return shape;
    }
}
