using System.Security.Cryptography;
using System.Text;
using Insights.Import.Reading;
using Xunit;

namespace Insights.Import.Tests.Reading;

public sealed class FileSurveyTests
{
    private const string Text = "id,name\n1,Jürgen Müller\n2,Zoë\n";

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Text) },
        { "UTF-8 with BOM", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Text)] },
        { "UTF-16 LE with BOM", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Text)] },
        { "UTF-16 BE with BOM", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Text)] },
        { "UTF-16 LE without BOM (seen from its NULs)", Encoding.Unicode.GetBytes(Text) },
        { "UTF-16 BE without BOM (seen from its NULs)", Encoding.BigEndianUnicode.GetBytes(Text) },
        { "Windows-1252 (a guess: the file is not valid UTF-8)", CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes(Text) },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Encoding_OfEachKind_IsNamedAndReadsTheSameText(string name, byte[] bytes)
    {
        var survey = FileSurvey.Of(new ChoppyStream(bytes, 7), default, default);

        Assert.Equal(name, survey.Encoding.Name);
        using var utf8 = survey.Encoding.Utf8Over(new MemoryStream(bytes));
        using var reader = new StreamReader(utf8, new UTF8Encoding(false, throwOnInvalidBytes: true));
        Assert.Equal(Text, reader.ReadToEnd());
    }

    [Fact]
    public void Encoding_OneBadByteAtTheVeryEnd_IsSeen()
    {
        byte[] bytes = [.. Enumerable.Repeat((byte)'a', 2_700_000), 0xE9];

        Assert.StartsWith("Windows-1252", FileSurvey.Of(new MemoryStream(bytes), default, default).Encoding.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoding_MultiByteCharactersAcrossBlocks_StayValid()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("a" + string.Concat(Enumerable.Repeat("漢字😀é", 240_000)));

        Assert.Equal("UTF-8", FileSurvey.Of(new MemoryStream(bytes), default, default).Encoding.Name);
        Assert.Equal("UTF-8", FileSurvey.Of(new ChoppyStream(bytes, 4099), default, default).Encoding.Name);
    }

    /// <summary>A big file is looked at from its start and its middle at once; wherever the middle falls, the answer is the same.</summary>
    [Theory]
    [InlineData("😀", 0, "UTF-8")]
    [InlineData("😀", 1, "UTF-8")]
    [InlineData("😀", 2, "UTF-8")]
    [InlineData("😀", 3, "UTF-8")]
    [InlineData("é", 1, "UTF-8")]
    [InlineData("a", 0, "UTF-8")]
    public void Encoding_OfABigFile_IsTheSameWhereverItsMiddleFalls(string character, int before, string expected)
    {
        byte[] one = Encoding.UTF8.GetBytes(character);
        byte[] bytes = new byte[(17 << 20) / one.Length * one.Length + before];
        bytes.AsSpan(0, before).Fill((byte)'a');
        for (int at = before; at < bytes.Length; at += one.Length)
            one.CopyTo(bytes.AsSpan(at));
        // The middle must fall into a character for the test to say anything.
        Assert.Equal(one.Length > 1 && (bytes[bytes.Length / 2] & 0xC0) == 0x80, BytesSeen.CutOff(bytes.AsSpan(bytes.Length / 2)) > 0);

        Assert.Equal(expected, Big(bytes).Encoding.Name);

        bytes[^(one.Length * 100_000)] = 0xE9;
        Assert.StartsWith("Windows-1252", Big(bytes).Encoding.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoding_OfABigFileCutOffInACharacter_IsThatOfTheWhole()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("漢字", 3_000_000))), 0xE6, 0xBC];

        Assert.Equal(FileSurvey.Of(new MemoryStream(bytes), default, default).Encoding.Name, Big(bytes).Encoding.Name);
        bytes[bytes.Length / 2] = (byte)'a';
        Assert.StartsWith("Windows-1252", Big(bytes).Encoding.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void Encoding_OfABigFileInUtf16_IsSeenFromTheNulsOfBothHalves()
    {
        byte[] bytes = Encoding.BigEndianUnicode.GetBytes(string.Concat(Enumerable.Repeat("id,name\n1,x\n", 800_000)));

        Assert.Equal("UTF-16 BE without BOM (seen from its NULs)", Big(bytes).Encoding.Name);
        Assert.Equal("UTF-16 BE without BOM (seen from its NULs)", Big([.. bytes, .. "\0a"u8]).Encoding.Name);
    }

    [Fact]
    public void Identity_OfABigFile_IsFoundBlockByBlock_AndIsThatOfTheBytes()
    {
        byte[] bytes = new byte[17 << 20];
        new Random(1).NextBytes(bytes);
        var identity = Big(bytes).Identity;
        Assert.False(identity.IsKnown);
        int blocks = 0;
        while (identity.Advance())
            blocks++;

        Assert.Equal(bytes.Length >> 18, blocks);
        Assert.True(identity.IsKnown);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), identity.Find());
        Assert.Equal(identity.Find(), FileSurvey.Of(new MemoryStream(bytes), default, default).Identity.Find());
    }

    [Fact]
    public void Identity_LetGoHalfWay_BeginsAnewWhenItIsAskedFor()
    {
        byte[] bytes = new byte[1 << 20];
        new Random(2).NextBytes(bytes);
        var identity = new FileIdentity(() => new MemoryStream(bytes));
        Assert.True(identity.Advance());
        identity.LetGo();

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), identity.Find());
    }

    private static FileSurvey Big(byte[] bytes) => FileSurvey.Of(new MemoryStream(bytes), default, default, () => new MemoryStream(bytes));

    [Fact]
    public void Sha256_IsThatOfTheBytes() =>
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", FileSurvey.Of(new MemoryStream("abc"u8.ToArray()), default, default).Identity.Find());

    [Theory]
    [InlineData("%PDF-1.7", nameof(FileKind.Pdf))]
    [InlineData("PK\u0003\u0004.....xl/workbook.xml", nameof(FileKind.Workbook))]
    [InlineData("PK\u0003\u0004.....tickets.csv", nameof(FileKind.Zip))]
    [InlineData("<!DOCTYPE html>", nameof(FileKind.Html))]
    [InlineData("  [1]", nameof(FileKind.Json))]
    [InlineData("{\"a\":1}", nameof(FileKind.Json))]
    [InlineData("id,name", nameof(FileKind.Delimited))]
    [InlineData("", nameof(FileKind.Empty))]
    [InlineData(" \n ", nameof(FileKind.Empty))]
    public void Kind_GoesByTheFirstBytes(string head, string expected) => Assert.Equal(expected, FileKinds.Of(Encoding.Latin1.GetBytes(head)).ToString());

    [Theory]
    [InlineData("id;amount;note\n1;1,50;a, b\n2;2,50;c, d\n", "semicolon")]
    [InlineData("id\tname\n1\ta,b\n", "tab")]
    [InlineData("id|name|x\n1|a,b|c\n", "pipe")]
    [InlineData("id,name\n1,a;b;c\n2,\"x;y\"\n", "comma")]
    [InlineData("Report of acme, made 2026\nid;name;day\n1;a;b\n2;a;b\n3;a;b\n", "semicolon")]
    [InlineData("only\none\ncolumn\n", "comma")]
    public void Detect_Delimiter_GoesByManyRecords(string text, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, DialectDetector.Detect(bytes, bytes.Length).ToString());
    }
}
