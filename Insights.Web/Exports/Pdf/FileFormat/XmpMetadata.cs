using System.Security;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Exports.Pdf.FileFormat;

/// <summary>Title, subject, author, language and date for archives and search, in the XML form that PDF carries.</summary>
internal static class XmpMetadata
{
    public static byte[] Of(string title, string subject, string author, string language, Instant madeAt)
    {
        var date = InstantPattern.General.Format(madeAt);
        static string X(string text) => SecurityElement.Escape(new string([.. text.Where(c => c >= ' ')]));
        return Encoding.UTF8.GetBytes($"""
            <?xpacket begin="{'\uFEFF'}" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
              xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
            <dc:format>application/pdf</dc:format>
            <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{X(title)}</rdf:li></rdf:Alt></dc:title>
            <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{X(subject)}</rdf:li></rdf:Alt></dc:description>
            <dc:creator><rdf:Seq><rdf:li>{X(author)}</rdf:li></rdf:Seq></dc:creator>
            <dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
            <xmp:CreateDate>{date}</xmp:CreateDate><xmp:ModifyDate>{date}</xmp:ModifyDate>
            <pdf:Producer>Insights</pdf:Producer>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """.ReplaceLineEndings("\n"));
    }
}
