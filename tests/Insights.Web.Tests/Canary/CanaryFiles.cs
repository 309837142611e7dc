using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Tests.Canary;

/// <summary>
/// Files of a vendor that nobody else may ever see a trace of: an unmistakable word in every field that takes text, amounts that occur nowhere else.
/// Ids and the vendor's code carry words of their own, because a forged link that names them may be echoed to whoever typed it.
/// </summary>
internal static class CanaryFiles
{
    /// <summary>In names, subjects, people, products, reasons, tags …</summary>
    public const string Content = "zqxcanary";

    /// <summary>In ids.</summary>
    public const string Identity = "zqxident";

    /// <summary>The vendor's code.</summary>
    public const string Code = "zqxcode";

    /// <summary>Major units; also searched for with thousands separators.</summary>
    public const string Amount = "7654321";

    public const string AmountGrouped = "7,654,321";

    public static IReadOnlyList<string> Write(string folder, Instant now)
    {
        Directory.CreateDirectory(folder);
        var tickets = new StringBuilder("ticket_id,vendor,customer,subject,channel,category,priority,status,team,tier,agent,created_at,updated_at,solved_at,transaction_id,merged_into,follow_up_of,satisfaction,tags\n");
        var ticketEvents = new StringBuilder("ticket_id,event_id,occurred_at,kind,actor_kind,actor,public,value,reason\n");
        var payments = new StringBuilder("transaction_id,vendor,kind,status,occurred_at,updated_at,amount,currency,original_transaction_id,refund_extent,refund_mode,customer,order_id,gateway,method,brand,country,card_fingerprint,failure_code,failure_cause,descriptor,product,three_ds,avs,cvc\n");
        var disputes = new StringBuilder("chargeback_id,transaction_id,vendor,network,reason_code,sub_reason,provider_reason,status,opened_at,charged_at,updated_at,amount,currency,transaction_amount,transaction_currency,evidence_due_at,evidence_submitted_at,decided_at,fee,customer,country,card_fingerprint,product\n");
        var disputeEvents = new StringBuilder("chargeback_id,event_id,occurred_at,state,amount,currency\n");
        // Over 60 days, several a day: the canary leads every list it could appear in.
        for (var i = 0; i < 120; i++)
        {
            var at = now - Duration.FromHours((i * 12) + 2);
            string At(double hours) => InstantPattern.General.Format(Instant.Min(now, at + Duration.FromHours(hours)));
            var n = i.ToString(CultureInfo.InvariantCulture);
            string Id(string kind) => $"{Identity}-{kind}{n}";
            var open = i % 4 == 0;
            tickets.AppendLine(CultureInfo.InvariantCulture, $"{Id("t")},{Code},{Content} customer {n},{Content} subject {n},{Content}-channel,fraud,urgent,{(open ? "open" : "solved")},{Content} team,{Content} tier,{Content} agent,{At(0)},{At(1.5)},{(open ? "" : At(1.5))},{Id("p")},,{(i % 9 == 0 ? Id("t") + "x" : "")},bad,{Content} {Content}-tag");
            ticketEvents.AppendLine(CultureInfo.InvariantCulture, $"{Id("t")},1,{At(0)},created,customer,{Content} customer {n},,new,");
            ticketEvents.AppendLine(CultureInfo.InvariantCulture, $"{Id("t")},2,{At(0.2)},agent,system,,,{Content} agent,");
            ticketEvents.AppendLine(CultureInfo.InvariantCulture, $"{Id("t")},3,{At(0.5)},status,agent,{Content} agent,,on_hold,{Content} hold reason");
            ticketEvents.AppendLine(CultureInfo.InvariantCulture, $"{Id("t")},4,{At(1)},status,agent,{Content} agent,,open,");
            ticketEvents.AppendLine(CultureInfo.InvariantCulture, $"{Id("t")},5,{At(1.4)},comment,agent,{Content} agent,true,,");
            if (!open)
                ticketEvents.AppendLine(CultureInfo.InvariantCulture, $"{Id("t")},6,{At(1.5)},status,agent,{Content} agent,,solved,");
            var failed = i % 5 == 0;
            var text = $"{Content} customer {n},{Id("o")},{Content}-gateway,card,{Content}-brand,DE,{Content}-fingerprint";
            payments.AppendLine(CultureInfo.InvariantCulture, $"{Id("p")},{Code},charge,{(failed ? "failed" : "succeeded")},{At(0)},{At(0)},{Amount}.11,EUR,,,,{text},{(failed ? Content + "-failure" : "")},{(failed ? "issuer_declined" : "")},{Content} descriptor,{Content} product,authenticated,{Content}-avs,{Content}-cvc");
            if (failed)
                continue;
            if (i % 3 == 0)
                payments.AppendLine(CultureInfo.InvariantCulture, $"{Id("r")},{Code},refund,succeeded,{At(0.5)},{At(0.5)},{Amount}.05,EUR,{Id("p")},partial,manual,{text},,,{Content} descriptor,{Content} product,,,");
            var state = (i % 4) switch { 0 => "needs_response", 1 => "won", 2 => "lost", _ => "accepted" };
            var decided = state == "needs_response" ? "" : At(1.8);
            disputes.AppendLine(CultureInfo.InvariantCulture, $"{Id("d")},{Id("p")},{Code},{Content}-network,{Content}-code,{Content}-sub,{Content}-reason,{state},{At(1)},{At(0)},{At(1.8)},{Amount}.11,EUR,{Amount}.11,EUR,{InstantPattern.General.Format(at + Duration.FromHours(400))},{(state is "won" or "lost" ? At(1.2) : "")},{decided},15.00,{Content} customer {n},DE,{Content}-fingerprint,{Content} product");
            disputeEvents.AppendLine(CultureInfo.InvariantCulture, $"{Id("d")},{Id("e")}a,{At(1)},needs_response,{Amount}.11,EUR");
            if (decided.Length > 0)
                disputeEvents.AppendLine(CultureInfo.InvariantCulture, $"{Id("d")},{Id("e")}b,{decided},{state},{Amount}.11,EUR");
        }
        return
        [
            Save("vendors.csv", $"vendor,name,country\n{Code},{Content} Holdings,DE\n"),
            Save("agents.csv", $"agent,team,tier\n{Content} agent,{Content} team,{Content} tier\n"),
            Save("payments.csv", payments.ToString()), Save("disputes.csv", disputes.ToString()), Save("dispute-events.csv", disputeEvents.ToString()),
            Save("tickets.csv", tickets.ToString()), Save("ticket-events.csv", ticketEvents.ToString()),
        ];

        string Save(string name, string text)
        {
            var path = Path.Combine(folder, Content + "-" + name);
            File.WriteAllText(path, text);
            return path;
        }
    }
}
