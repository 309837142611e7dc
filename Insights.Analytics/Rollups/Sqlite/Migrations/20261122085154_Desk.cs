using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Insights.Analytics.Rollups.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Desk : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "desk_clocks",
                columns: table => new
                {
                    ticket_key = table.Column<long>(type: "INTEGER", nullable: false),
                    metric = table.Column<string>(type: "TEXT", nullable: false),
                    instance = table.Column<int>(type: "INTEGER", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    priority = table.Column<string>(type: "TEXT", nullable: true),
                    team = table.Column<string>(type: "TEXT", nullable: true),
                    tier = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: true),
                    agent = table.Column<string>(type: "TEXT", nullable: true),
                    party = table.Column<string>(type: "TEXT", nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    since = table.Column<long>(type: "INTEGER", nullable: false),
                    judged_seconds = table.Column<long>(type: "INTEGER", nullable: false),
                    runs = table.Column<bool>(type: "INTEGER", nullable: false),
                    target_seconds = table.Column<long>(type: "INTEGER", nullable: false),
                    judged_by_business_time = table.Column<bool>(type: "INTEGER", nullable: false),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    risk_at = table.Column<long>(type: "INTEGER", nullable: true),
                    breaches_at = table.Column<long>(type: "INTEGER", nullable: true),
                    calendar = table.Column<string>(type: "TEXT", nullable: true),
                    policy = table.Column<string>(type: "TEXT", nullable: true),
                    policy_version = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_clocks", x => new { x.ticket_key, x.metric, x.instance });
                });

            migrationBuilder.CreateTable(
                name: "desk_tickets",
                columns: table => new
                {
                    ticket_key = table.Column<long>(type: "INTEGER", nullable: false),
                    ticket_ref = table.Column<string>(type: "TEXT", nullable: false),
                    vendor_id = table.Column<int>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: true),
                    category = table.Column<string>(type: "TEXT", nullable: true),
                    priority = table.Column<string>(type: "TEXT", nullable: true),
                    team = table.Column<string>(type: "TEXT", nullable: true),
                    tier = table.Column<string>(type: "TEXT", nullable: true),
                    state = table.Column<string>(type: "TEXT", nullable: true),
                    agent = table.Column<string>(type: "TEXT", nullable: true),
                    queue = table.Column<int>(type: "INTEGER", nullable: false),
                    is_answered = table.Column<bool>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false),
                    waits_on = table.Column<string>(type: "TEXT", nullable: true),
                    unheard_since = table.Column<long>(type: "INTEGER", nullable: true),
                    replied_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_desk_tickets", x => x.ticket_key);
                });

            migrationBuilder.CreateIndex(
                name: "ix_ticket_outcomes_ticket_ref",
                table: "ticket_outcomes",
                column: "ticket_ref");

            migrationBuilder.CreateIndex(
                name: "ix_desk_clocks_breaches_at_vendor_id_agent_tier",
                table: "desk_clocks",
                columns: new[] { "breaches_at", "vendor_id", "agent", "tier" },
                filter: "breaches_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_desk_clocks_risk_at_breaches_at_vendor_id_agent_tier",
                table: "desk_clocks",
                columns: new[] { "risk_at", "breaches_at", "vendor_id", "agent", "tier" },
                filter: "risk_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_desk_tickets_queue_is_answered_expires_at_vendor_id",
                table: "desk_tickets",
                columns: new[] { "queue", "is_answered", "expires_at", "vendor_id" });

            migrationBuilder.CreateIndex(
                name: "ix_desk_tickets_ticket_ref",
                table: "desk_tickets",
                column: "ticket_ref");

            migrationBuilder.CreateIndex(
                name: "ix_desk_tickets_unheard_since",
                table: "desk_tickets",
                column: "unheard_since",
                filter: "unheard_since IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_desk_tickets_waits_on_vendor_id_agent_tier",
                table: "desk_tickets",
                columns: new[] { "waits_on", "vendor_id", "agent", "tier" },
                filter: "waits_on IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "desk_clocks");

            migrationBuilder.DropTable(
                name: "desk_tickets");

            migrationBuilder.DropIndex(
                name: "ix_ticket_outcomes_ticket_ref",
                table: "ticket_outcomes");
        }
    }
}
