using System.Globalization;
using IamSim.Conditions;

namespace IamSim.Tests.Contexts;

/// <summary>The strict forms of addresses and ranges (COND-60, COND-61).</summary>
public sealed class IpAddressTextTests
{
    [Theory]
    [InlineData("0.0.0.0", "0")]
    [InlineData("1.2.3.4", "1020304")]
    [InlineData("255.255.255.255", "ffffffff")]
    [InlineData("::", "0:6")]
    [InlineData("::1", "1:6")]
    [InlineData("1::", "10000000000000000000000000000:6")]
    [InlineData("1:2:3:4:5:6:7:8", "10002000300040005000600070008:6")]
    [InlineData("1:2:3:4:5:6:7::", "10002000300040005000600070000:6")]
    [InlineData("::2:3:4:5:6:7:8", "2000300040005000600070008:6")]
    [InlineData("2001:DB8::ffff", "20010db800000000000000000000ffff:6")]
    [InlineData("aB:9f::0", "ab009f000000000000000000000000:6")]
    [InlineData("::ffff:1.2.3.4", "ffff01020304:6")]
    [InlineData("1:2:3:4:5:6:1.2.3.4", "10002000300040005000601020304:6")]
    [InlineData("64:ff9b::192.0.2.33", "64ff9b0000000000000000c0000221:6")]
    public void An_address_is_read(string text, string expected)
    {
        Assert.True(IpAddressText.TryParse(text, out IpAddressText address));
        Assert.Equal(expected, address.Bits.ToString("x", CultureInfo.InvariantCulture) + (address.IsIPv6 ? ":6" : ""));
    }

    [Theory]
    [InlineData("")]
    [InlineData("1.2.3")]
    [InlineData("1.2.3.4.5")]
    [InlineData("1.2.3.")]
    [InlineData(".1.2.3")]
    [InlineData("1..2.3")]
    [InlineData("1.2.3.256")]
    [InlineData("1.2.3.1000")]
    [InlineData("01.2.3.4")]
    [InlineData("1.2.3.00")]
    [InlineData("1.2.3.4x")]
    [InlineData("1,2.3.4")]
    [InlineData("1.2.3.x")]
    [InlineData(":")]
    [InlineData(":::")]
    [InlineData("1::2::3")]
    [InlineData("1:2:3:4:5:6:7")]
    [InlineData("1:2:3:4:5:6:7:8:9")]
    [InlineData("1:2:3:4:5:6:7:8::")]
    [InlineData("1:2:3:4::5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7:")]
    [InlineData("1:2:3:4:5:6:7:8:")]
    [InlineData(":1:2:3:4:5:6:7")]
    [InlineData("12345::")]
    [InlineData("g::")]
    [InlineData("::g")]
    [InlineData("1.2.3.4::")]
    [InlineData("::1.2.3.4:5")]
    [InlineData("1:2:3:4:5:6:7:1.2.3.4")]
    [InlineData("1:2:3:4:5:1.2.3.4")]
    [InlineData("::1.2.3")]
    [InlineData("::1.2.3.256")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    public void Anything_else_is_no_address(string text)
    {
        Assert.False(IpAddressText.TryParse(text, out _));
        Assert.False(IpRange.TryParse(text, out _));
    }

    [Theory]
    [InlineData("10.1.2.3", "10.1.2.3/32", false, false)]
    [InlineData("10.1.2.3/8", "10.0.0.0/8", true, false)]
    [InlineData("10.0.0.0/8", "10.0.0.0/8", false, false)]
    [InlineData("1.2.3.4/0", "0.0.0.0/0", true, false)]
    [InlineData("0.0.0.0/0", "0.0.0.0/0", false, false)]
    [InlineData("255.255.255.255/31", "255.255.255.254/31", true, false)]
    [InlineData("2001:db8::1/32", "2001:db8::/32", true, false)]
    [InlineData("2001:db8::/32", "2001:db8::/32", false, false)]
    [InlineData("::1/128", "::1/128", false, false)]
    [InlineData("::1/127", "::/127", true, false)]
    [InlineData("ff::1/0", "::/0", true, false)]
    [InlineData("::ffff:10.0.0.0/104", "::ffff:10.0.0.0/104", false, true)]
    [InlineData("::ffff:0.0.0.0/96", "::ffff:0:0/96", false, true)]
    [InlineData("::ffff:0.0.0.0/95", "::fffe:0:0/95", true, false)]
    [InlineData("::fffe:0.0.0.0/96", "::fffe:0:0/96", false, false)]
    public void A_range_is_its_first_address_and_a_length(string text, string canonical, bool hasHostBits, bool isMapped)
    {
        Assert.True(IpRange.TryParse(text, out IpRange range));
        Assert.Equal((canonical, hasHostBits, isMapped), (range.ToCanonicalText(), range.HasHostBits, range.IsMapped));
    }

    [Theory]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/08")]
    [InlineData("10.0.0.0/00")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/8x")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0/8")]
    [InlineData("::/129")]
    [InlineData("::/0128")]
    [InlineData("::/1280")]
    [InlineData("/8")]
    public void A_length_is_a_plain_number_that_fits(string text) => Assert.False(IpRange.TryParse(text, out _));

    [Theory]
    [InlineData("10.1.0.0/16", "10.1.0.0", true)]
    [InlineData("10.1.0.0/16", "10.1.255.255", true)]
    [InlineData("10.1.0.0/16", "10.2.0.0", false)]
    [InlineData("10.1.0.0/16", "10.0.255.255", false)]
    [InlineData("10.1.0.7/32", "10.1.0.7", true)]
    [InlineData("10.1.0.7/32", "10.1.0.6", false)]
    [InlineData("0.0.0.0/0", "255.1.2.3", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("::/0", "ffff::", true)]
    [InlineData("::/0", "1.2.3.4", false)]
    [InlineData("2001:db8::/33", "2001:db8:7fff::1", true)]
    [InlineData("2001:db8::/33", "2001:db8:8000::", false)]
    public void A_range_holds_the_addresses_of_its_own_family(string text, string address, bool expected)
    {
        Assert.True(IpRange.TryParse(text, out IpRange range));
        Assert.True(IpAddressText.TryParse(address, out IpAddressText asked));
        Assert.Equal(expected, range.Contains(asked));
    }

    [Theory]
    [InlineData("::ffff:1.2.3.4", "1.2.3.4")]
    [InlineData("::fffe:1.2.3.4", "::fffe:1.2.3.4")]
    [InlineData("1::ffff:1.2.3.4", "1::ffff:1.2.3.4")]
    [InlineData("::1.2.3.4", "::1.2.3.4")]
    [InlineData("1.2.3.4", "1.2.3.4")]
    public void A_mapped_address_is_the_one_inside(string text, string expected)
    {
        Assert.True(IpAddressText.TryParse(text, out IpAddressText address));
        Assert.True(IpAddressText.TryParse(expected, out IpAddressText inner));
        Assert.Equal(inner, address.UnmapIPv4());
    }
}
